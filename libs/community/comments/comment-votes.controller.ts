import { Controller, HttpCode, Post } from '@nestjs/common';
import { ValidBody } from '#kernel/http';
import { Active, CurrentMember, type Member } from '#community/identity';
import { CommentVotesService, type VoteTarget } from './comment-votes.service.js';
import { VoteCommentDto, VoteReplyDto } from './comments.dto.js';

@Controller('v1/tweet')
@Active()
export class CommentVotesController {
  constructor(private readonly votes: CommentVotesService) {}

  @Post('comment/thumbsup')
  @HttpCode(200)
  async commentUp(@CurrentMember() member: Member, @ValidBody() body: VoteCommentDto): Promise<void> {
    await this.votes.cast(member, targetOf(body), 1, 'comment.up-failed');
  }

  @Post('comment/thumbsdown')
  @HttpCode(200)
  async commentDown(@CurrentMember() member: Member, @ValidBody() body: VoteCommentDto): Promise<void> {
    await this.votes.cast(member, targetOf(body), -1, 'comment.down-failed');
  }

  @Post('reply/thumbsup')
  @HttpCode(200)
  async replyUp(@CurrentMember() member: Member, @ValidBody() body: VoteReplyDto): Promise<void> {
    await this.votes.cast(member, targetOf(body), 1, 'reply.up-failed');
  }

  @Post('reply/thumbsdown')
  @HttpCode(200)
  async replyDown(@CurrentMember() member: Member, @ValidBody() body: VoteReplyDto): Promise<void> {
    await this.votes.cast(member, targetOf(body), -1, 'reply.down-failed');
  }
}

const targetOf = ({ tweet_id, comment_id, reply_id }: VoteCommentDto & Partial<VoteReplyDto>): VoteTarget => ({
  postId: tweet_id,
  commentId: comment_id,
  replyId: reply_id ?? null,
});
