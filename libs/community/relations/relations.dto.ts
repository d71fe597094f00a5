import type { Id } from '#kernel/database';
import { IdField, TextField } from '#kernel/http';

/** Whom it is about. */
export class OtherMemberDto {
  @IdField() user_id!: Id;
}

export class FriendRequestDto extends OtherMemberDto {
  @TextField({ about: 'What the other one reads with it: 255 characters at most.' }) greetings!: string;
}
