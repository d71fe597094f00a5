import type { Id } from '#kernel/database';
import { IdField, TextField } from '#kernel/http';

export class ReadMessageDto {
  @IdField() id!: Id;
}

export class WhisperDto {
  @IdField() user_id!: Id;
  @TextField({ about: 'At most 255 characters.' }) content!: string;
}
