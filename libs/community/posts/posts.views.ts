import { ApiProperty } from '@nestjs/swagger';
import type { Id } from '#kernel/database';
import { BlockFileView } from '#community/media';
import { MemberCardView } from '#community/members';

// What the routes of posts answer, for the description of the API; `PostViews` makes the JSON itself.

export class PostBlockView {
  @ApiProperty({ type: 'integer', description: '0 in a repeated post, whose link is made for it.' }) id!: Id;
  @ApiProperty({ type: 'integer' }) post_id!: Id;
  @ApiProperty({ type: String, description: 'Text, or the address of a link or file; of an attachment always empty.' })
  content!: string;
  @ApiProperty({
    type: 'integer',
    description: '1 title, 2 text, 3 picture, 4 film, 5 sound, 6 link, 7 attachment, 8 sold attachment.',
  })
  type!: number;
  @ApiProperty({ type: 'integer' }) sort!: number;
  @ApiProperty({ type: String, required: false, description: 'What a picture or film shows, in words.' }) alt?: string;
  @ApiProperty({ type: () => BlockFileView, required: false, description: 'Of a file, but for former versions.' })
  file?: BlockFileView;
}

const tags = { type: 'object', additionalProperties: { type: 'integer' }, description: 'Each name with 1.' } as const;
const coverAbout = 'A warning to show before sensitive texts or pictures.';

export class QuotedPostView {
  @ApiProperty({ type: 'integer', description: '0 where a post is gone or not for the viewer.' }) id!: Id;
  @ApiProperty({ type: 'integer' }) user_id!: Id;
  @ApiProperty({ type: () => MemberCardView }) user!: MemberCardView;
  @ApiProperty({ type: () => PostBlockView, isArray: true }) contents!: PostBlockView[];
  @ApiProperty({ type: 'integer' }) comment_count!: number;
  @ApiProperty({ type: 'integer' }) collection_count!: number;
  @ApiProperty({ type: 'integer', description: 'How often it is repeated or quoted.' }) share_count!: number;
  @ApiProperty({ type: 'integer' }) upvote_count!: number;
  @ApiProperty({ type: 'integer', description: '0 public, 1 private, 2 friends, 3 followers.' }) visibility!: number;
  @ApiProperty({ type: 'integer', description: '0 or 1.' }) is_top!: number;
  @ApiProperty({ type: 'integer', description: '0 or 1.' }) is_essence!: number;
  @ApiProperty({ type: 'integer', description: '0 or 1.' }) is_lock!: number;
  @ApiProperty({ type: 'integer' }) latest_replied_on!: number;
  @ApiProperty({ type: 'integer' }) created_on!: number;
  @ApiProperty({ type: 'integer' }) modified_on!: number;
  @ApiProperty(tags) tags!: Record<string, 1>;
  @ApiProperty({ type: 'integer', description: 'In cents.' }) attachment_price!: number;
  @ApiProperty({ type: String }) ip_loc!: string;
  @ApiProperty({ type: String, required: false, description: coverAbout }) cover?: string;
  @ApiProperty({ type: 'integer', required: false, description: 'How often it was edited, if ever.' }) edited?: number;
}

export class PostView extends QuotedPostView {
  @ApiProperty({ type: () => QuotedPostView, required: false, description: 'What it quotes or repeats, if anything.' })
  quoted?: QuotedPostView;
}

/** Of a star or collection. */
export class PostStatusView {
  @ApiProperty({ type: Boolean }) status!: boolean;
}

export class PostLockView {
  @ApiProperty({ type: 'integer', enum: [0, 1] }) lock_status!: number;
}

export class PostStickView {
  @ApiProperty({ type: 'integer', enum: [0, 1] }) top_status!: number;
}

export class PostHighlightView {
  @ApiProperty({ type: 'integer', enum: [0, 1] }) highlight_status!: number;
}

export class PostVisibilityView {
  @ApiProperty({ type: 'integer', description: '0 public, 1 private, 2 friends, 3 followers.' }) visibility!: number;
}

/** What a post said before an edit. */
export class PostRevisionView {
  @ApiProperty({ type: 'integer', description: 'From 1.' }) number!: number;
  @ApiProperty({ type: () => PostBlockView, isArray: true }) contents!: PostBlockView[];
  @ApiProperty(tags) tags!: Record<string, 1>;
  @ApiProperty({ type: String, required: false, description: coverAbout }) cover?: string;
  @ApiProperty({ type: 'integer', description: 'When it came to say this.' }) written_on!: number;
}

export class PostRevisionsView {
  @ApiProperty({ type: () => PostRevisionView, isArray: true, description: 'The newest first.' })
  list!: PostRevisionView[];
}
