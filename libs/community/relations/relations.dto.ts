import type { Id } from '#kernel/database';
import { IdField, IntField, TextField } from '#kernel/http';

/** Whom it is about. */
export class OtherMemberDto {
  @IdField() user_id!: Id;
}

/** 0, as when nobody is named, is a member who does not exist. */
export class FormerFriendDto {
  @IntField({ optional: true, min: 0, max: Number.MAX_SAFE_INTEGER }) user_id?: Id;
}

export class FriendRequestDto extends OtherMemberDto {
  @TextField({ about: 'What the other one reads with it: 255 characters at most.' }) greetings!: string;
}
