import { IsArray, IsInt, IsOptional, IsString } from 'class-validator';
import type { Id } from '#kernel/database';
import { IsId } from '#kernel/http';

export class PublishCommentDto {
  @IsId() post_id!: Id;
  @IsArray() contents!: unknown[];
  @IsArray() users!: unknown[];
}

export class PublishReplyDto {
  @IsId() comment_id!: Id;
  @IsString() content!: string;
  /** 0, and whoever does not exist, is nobody. */
  @IsOptional() @IsInt() at_user_id?: number;
}

export class CommentIdDto {
  @IsId() id!: Id;
}

export class VoteCommentDto {
  @IsId() tweet_id!: Id;
  @IsId() comment_id!: Id;
}

export class VoteReplyDto extends VoteCommentDto {
  @IsId() reply_id!: Id;
}

/** What the original answers to a new comment, its spelling included; without the address it came from. */
export interface CommentView {
  readonly id: Id;
  readonly created_on: number;
  readonly modified_on: number;
  readonly deleted_on: 0;
  readonly is_del: 0;
  readonly post_id: Id;
  readonly user_id: Id;
  readonly ip_loc: string;
  readonly is_essense: 0;
  readonly reply_count: 0;
  readonly thumbs_up_count: 0;
}

export interface ReplyView {
  readonly id: Id;
  readonly created_on: number;
  readonly modified_on: number;
  readonly deleted_on: 0;
  readonly is_del: 0;
  readonly comment_id: Id;
  readonly user_id: Id;
  readonly at_user_id: Id;
  readonly content: string;
  readonly ip_loc: string;
  readonly thumbs_up_count: 0;
}
