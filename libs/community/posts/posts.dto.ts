import { Equals, IsArray, IsInt, IsOptional } from 'class-validator';
import { IsId } from '#kernel/http';
import type { Id } from '#kernel/database';

/** What is in the arrays is checked one by one by composeBlocks, composeTags and composeMentions. */
export class PublishPostDto {
  @IsArray() contents!: unknown[];
  @IsArray() tags!: unknown[];
  @IsArray() users!: unknown[];
  /** Nothing is sold as long as there are no payments. */
  @IsOptional() @Equals(0) attachment_price?: number;
  @IsOptional() @IsInt() visibility?: number;
}

export class StarPostDto {
  @IsId() id!: Id;
}

export interface StarPostView {
  readonly status: boolean;
}
