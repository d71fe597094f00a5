import { ApiProperty } from '@nestjs/swagger';
import type { Id } from '#kernel/database';
import { BlockFileView } from '#community/media';
import { MemberCardView } from '#community/members';

/** What every row of the original says of itself: times in Unix seconds, and marks that here are always 0. */
class RowView {
  @ApiProperty({ type: 'integer' }) id!: Id;
  @ApiProperty({ type: 'integer' }) created_on!: number;
  @ApiProperty({ type: 'integer' }) modified_on!: number;
  @ApiProperty({ type: 'integer' }) deleted_on!: 0;
  @ApiProperty({ type: 'integer' }) is_del!: 0;
}

/** What the original answers to a new comment, its spelling included; without the address it came from. */
export class NewCommentView extends RowView {
  @ApiProperty({ type: 'integer' }) post_id!: Id;
  @ApiProperty({ type: 'integer' }) user_id!: Id;
  @ApiProperty({ type: String }) ip_loc!: string;
  @ApiProperty({ type: 'integer' }) is_essense!: 0;
  @ApiProperty({ type: 'integer' }) reply_count!: 0;
  @ApiProperty({ type: 'integer' }) thumbs_up_count!: 0;
}

export class NewReplyView extends RowView {
  @ApiProperty({ type: 'integer' }) comment_id!: Id;
  @ApiProperty({ type: 'integer' }) user_id!: Id;
  @ApiProperty({ type: 'integer', description: '0 for nobody.' }) at_user_id!: Id;
  @ApiProperty({ type: String }) content!: string;
  @ApiProperty({ type: String }) ip_loc!: string;
  @ApiProperty({ type: 'integer' }) thumbs_up_count!: 0;
}

export class CommentBlockView extends RowView {
  @ApiProperty({ type: 'integer' }) comment_id!: Id;
  @ApiProperty({ type: 'integer' }) user_id!: Id;
  @ApiProperty({ type: String, description: 'A text, or the address of a picture or link.' }) content!: string;
  @ApiProperty({ type: 'integer', description: '1 title, 2 text, 3 picture, 6 link.' }) type!: number;
  @ApiProperty({ type: 'integer' }) sort!: number;
  @ApiProperty({ type: String, required: false, description: 'What a picture shows, in words.' }) alt?: string;
  @ApiProperty({ type: () => BlockFileView, required: false }) file?: BlockFileView;
}

class ShownView {
  @ApiProperty({ type: 'integer' }) id!: Id;
  @ApiProperty({ type: 'integer' }) user_id!: Id;
  @ApiProperty({ type: () => MemberCardView }) user!: MemberCardView;
  @ApiProperty({ type: String }) ip_loc!: string;
  @ApiProperty({ type: 'integer' }) thumbs_up_count!: number;
  @ApiProperty({ type: 'integer', description: '1: by the viewer.' }) is_thumbs_up!: number;
  @ApiProperty({ type: 'integer', description: '1: by the viewer.' }) is_thumbs_down!: number;
  @ApiProperty({ type: 'integer' }) created_on!: number;
  @ApiProperty({ type: 'integer' }) modified_on!: number;
}

export class ReplyView extends ShownView {
  @ApiProperty({ type: 'integer' }) comment_id!: Id;
  @ApiProperty({ type: 'integer', description: '0 for nobody.' }) at_user_id!: Id;
  @ApiProperty({ type: () => MemberCardView, description: 'Of nobody: id 0.' }) at_user!: MemberCardView;
  @ApiProperty({ type: String }) content!: string;
}

export class CommentView extends ShownView {
  @ApiProperty({ type: 'integer' }) post_id!: Id;
  @ApiProperty({ type: () => CommentBlockView, isArray: true }) contents!: CommentBlockView[];
  @ApiProperty({ type: () => ReplyView, isArray: true, description: 'All of them that the viewer gets.' })
  replies!: ReplyView[];
  @ApiProperty({ type: 'integer' }) reply_count!: number;
  @ApiProperty({ type: 'integer', description: '1: highlighted by the author of the post.' }) is_essence!: number;
}

export class HighlightCommentView {
  @ApiProperty({ type: 'integer', description: '1: highlighted now.' }) highlight_status!: number;
}
