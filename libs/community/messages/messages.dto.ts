import type { Id } from '#kernel/database';
import { IsId } from '#kernel/http';

export class ReadMessageDto {
  @IsId() id!: Id;
}

export interface UnreadCountView {
  readonly count: number;
}
