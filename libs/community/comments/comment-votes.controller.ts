import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody, WireAnswer } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { CommentVotesService, type VoteTarget } from './comment-votes.service.js';
import { VoteCommentDto, VoteReplyDto } from './comments.dto.js';

const refusedOnPosts = ['member.forbidden', 'relation.blocked'] as const;

@Controller('v1/tweet')
@Active()
export class CommentVotesController {
  constructor(private readonly votes: CommentVotesService) {}

  @Post('comment/thumbsup')
  @HttpCode(200)
  @WireAnswer({ refuses: ['comment.up-failed', ...refusedOnPosts] })
  async commentUp(@CurrentMember() member: Member, @ValidBody() body: VoteCommentDto): Promise<void> {
    await this.votes.cast(member, targetOf(body), 1, 'comment.up-failed');
  }

  @Post('comment/thumbsdown')
  @HttpCode(200)
  @WireAnswer({ refuses: ['comment.down-failed', ...refusedOnPosts] })
  async commentDown(@CurrentMember() member: Member, @ValidBody() body: VoteCommentDto): Promise<void> {
    await this.votes.cast(member, targetOf(body), -1, 'comment.down-failed');
  }

  @Post('reply/thumbsup')
  @HttpCode(200)
  @WireAnswer({ refuses: ['reply.up-failed', ...refusedOnPosts] })
  async replyUp(@CurrentMember() member: Member, @ValidBody() body: VoteReplyDto): Promise<void> {
    await this.votes.cast(member, targetOf(body), 1, 'reply.up-failed');
  }

  @Post('reply/thumbsdown')
  @HttpCode(200)
  @WireAnswer({ refuses: ['reply.down-failed', ...refusedOnPosts] })
  async replyDown(@CurrentMember() member: Member, @ValidBody() body: VoteReplyDto): Promise<void> {
    await this.votes.cast(member, targetOf(body), -1, 'reply.down-failed');
  }
}

const targetOf = ({ tweet_id, comment_id, reply_id }: VoteCommentDto & Partial<VoteReplyDto>): VoteTarget => ({
  postId: tweet_id,
  commentId: comment_id,
  replyId: reply_id ?? null,
});
