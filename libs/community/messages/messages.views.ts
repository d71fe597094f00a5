import { ApiProperty } from '@nestjs/swagger';
import type { Id } from '#kernel/database';
import { MemberCardView } from '#community/members';
import { PostView } from '#community/posts';

// For the description of the API; `MessageViews` makes the JSON itself.

class SubjectView {
  @ApiProperty({ type: 'integer', required: false, description: 'Left out where it is gone.' }) id?: Id;
  @ApiProperty({ type: 'integer', required: false }) created_on?: number;
  @ApiProperty({ type: 'integer', required: false }) modified_on?: number;
  @ApiProperty({ type: 'integer', required: false }) deleted_on?: number;
  @ApiProperty({ type: 'integer', required: false }) is_del?: number;
}

export class MessageCommentView extends SubjectView {
  @ApiProperty({ type: 'integer' }) post_id!: Id;
  @ApiProperty({ type: 'integer' }) user_id!: Id;
  @ApiProperty({ type: String }) ip_loc!: string;
  @ApiProperty({ type: 'integer', description: '0 or 1; with the spelling of the original.' }) is_essense!: number;
  @ApiProperty({ type: 'integer' }) reply_count!: number;
  @ApiProperty({ type: 'integer' }) thumbs_up_count!: number;
}

export class MessageReplyView extends SubjectView {
  @ApiProperty({ type: 'integer' }) comment_id!: Id;
  @ApiProperty({ type: 'integer' }) user_id!: Id;
  @ApiProperty({ type: 'integer' }) at_user_id!: Id;
  @ApiProperty({ type: String }) content!: string;
  @ApiProperty({ type: String }) ip_loc!: string;
  @ApiProperty({ type: 'integer' }) thumbs_up_count!: number;
}

export class MessageView {
  @ApiProperty({ type: 'integer' }) id!: Id;
  @ApiProperty({ type: 'integer', description: '0: from the community itself.' }) sender_user_id!: Id;
  @ApiProperty({ type: () => MemberCardView }) sender_user!: MemberCardView;
  @ApiProperty({ type: 'integer' }) receiver_user_id!: Id;
  @ApiProperty({ type: () => MemberCardView, description: 'Of a private message that the reader sent.' })
  receiver_user!: MemberCardView;
  @ApiProperty({
    type: 'integer',
    description: '1 post, 2 comment, 3 reply, 4 private message, 5 friend request, 99 from the community.',
  })
  type!: number;
  @ApiProperty({ type: String }) brief!: string;
  @ApiProperty({ type: String, description: 'Of a private message or friend request.' }) content!: string;
  @ApiProperty({ type: 'integer' }) post_id!: Id;
  @ApiProperty({ type: () => PostView, description: 'With zeros where it is gone or not for the reader.' })
  post!: PostView;
  @ApiProperty({ type: 'integer' }) comment_id!: Id;
  @ApiProperty({ type: () => MessageCommentView }) comment!: MessageCommentView;
  @ApiProperty({ type: 'integer', description: 'Of a friend request: 1 waiting, 2 accepted, 3 refused.' })
  reply_id!: Id;
  @ApiProperty({ type: () => MessageReplyView }) reply!: MessageReplyView;
  @ApiProperty({ type: 'integer', description: '0 or 1.' }) is_read!: number;
  @ApiProperty({ type: 'integer' }) created_on!: number;
  @ApiProperty({ type: 'integer' }) modified_on!: number;
}

export class UnreadCountView {
  @ApiProperty({ type: 'integer', minimum: 0 }) count!: number;
}
