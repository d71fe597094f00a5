import type { Id } from '#kernel/database';
import { IdField, IntField, ListField, TextField } from '#kernel/http';
import { blockSchema } from '#community/posts';

const type = { type: 'integer', enum: [1, 2, 3, 6], description: '1 title, 2 text, 3 picture, 6 link.' };
const block = { ...blockSchema, properties: { ...blockSchema.properties, type } };

/** What is in the arrays is checked one by one by composeBlocks and composeMentions. */
export class PublishCommentDto {
  @IdField() post_id!: Id;
  @ListField(block, { about: 'At least one text that is not empty.' }) contents!: unknown[];
  @ListField({ type: 'string' }, { about: 'Usernames of those to tell.' }) users!: unknown[];
}

export class PublishReplyDto {
  @IdField() comment_id!: Id;
  @TextField({ about: 'Up to 1000 characters.' }) content!: string;
  @IntField({
    optional: true,
    min: Number.MIN_SAFE_INTEGER,
    max: Number.MAX_SAFE_INTEGER,
    about: 'Whom it answers; 0, and whoever does not exist, is nobody.',
  })
  at_user_id?: number;
}

/** A comment, or a reply where the route is about replies. */
export class CommentIdDto {
  @IdField() id!: Id;
}

export class VoteCommentDto {
  @IdField({ about: 'The post.' }) tweet_id!: Id;
  @IdField() comment_id!: Id;
}

export class VoteReplyDto extends VoteCommentDto {
  @IdField() reply_id!: Id;
}
