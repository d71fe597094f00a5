import { Body, Controller, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Id } from '#kernel/database';
import { AppError, looseIdFrom, type Query as GivenQuery } from '#kernel/http';
import {
  CommentHighlightsService,
  CommentRemovalsService,
  CommentsService,
  CommentVotesService,
} from '#community/comments';
import { Active, CurrentMember, type Member } from '#community/identity';
import { Pages, valuesOf } from '#web/shell';
import { pathTo } from '#web/ui';
import { postIdOf } from '../posts/post-address.js';
import { placeOf } from './shown-post.js';

/** What one press does with a comment or reply. Those whom the member gets nothing of are not there. */
@Controller('post')
@Active()
export class CommentActsController {
  constructor(
    private readonly comments: CommentsService,
    private readonly votes: CommentVotesService,
    private readonly highlights: CommentHighlightsService,
    private readonly removals: CommentRemovalsService,
    private readonly pages: Pages,
  ) {}

  @Post(':id/comments/:comment/up')
  async commentUp(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const target = { postId: postIdOf(params), commentId: looseIdFrom(params, 'comment'), replyId: null };
    await this.seen(member, target.postId, target.commentId);
    await this.votes.cast(member, target, 1, 'comment.up-failed');
    this.back(reply, target.postId, query, target.commentId);
  }

  @Post(':id/comments/:comment/down')
  async commentDown(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const target = { postId: postIdOf(params), commentId: looseIdFrom(params, 'comment'), replyId: null };
    await this.seen(member, target.postId, target.commentId);
    await this.votes.cast(member, target, -1, 'comment.down-failed');
    this.back(reply, target.postId, query, target.commentId);
  }

  @Post(':id/replies/:reply/up')
  async replyUp(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { postId, replyId, commentId } = targetIn(params, body);
    await this.seen(member, postId, replyId);
    await this.votes.cast(member, { postId, commentId, replyId }, 1, 'reply.up-failed');
    this.back(reply, postId, query, replyId);
  }

  @Post(':id/replies/:reply/down')
  async replyDown(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { postId, replyId, commentId } = targetIn(params, body);
    await this.seen(member, postId, replyId);
    await this.votes.cast(member, { postId, commentId, replyId }, -1, 'reply.down-failed');
    this.back(reply, postId, query, replyId);
  }

  @Post(':id/comments/:comment/highlight')
  async highlight(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [id, commentId] = [postIdOf(params), looseIdFrom(params, 'comment')];
    await this.seen(member, id, commentId);
    await this.highlights.toggle(member, commentId);
    this.back(reply, id, query, commentId);
  }

  @Post(':id/comments/:comment/delete')
  async deleteComment(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [id, commentId] = [postIdOf(params), looseIdFrom(params, 'comment')];
    await this.seen(member, id, commentId);
    await this.removals.removeComment(member, commentId);
    this.pages.redirect(reply, `${pathTo(id, placeOf(query))}#comments`, 'deleted');
  }

  @Post(':id/replies/:reply/delete')
  async deleteReply(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [id, replyId] = [postIdOf(params), looseIdFrom(params, 'reply')];
    await this.seen(member, id, replyId);
    await this.removals.removeReply(member, replyId);
    this.pages.redirect(reply, `${pathTo(id, placeOf(query))}#comments`, 'deleted');
  }

  /** Under this very post, and shown to this member. */
  private async seen(member: Member, postId: Id, commentId: Id): Promise<void> {
    const above = await this.comments.findPlace(member, postId, 'default', commentId);
    if (above === null) throw new AppError('comment.not-found');
  }

  /** To the page that holds it now: a vote may have moved it. */
  private back(reply: FastifyReply, id: Id, query: GivenQuery, commentId: Id): void {
    this.pages.redirect(reply, pathTo(id, placeOf(query), { comment: commentId }, commentId));
  }
}

/** A reply is named with the comment that it answers, as on `/v1`. */
function targetIn(params: GivenQuery, body: unknown): { postId: Id; replyId: Id; commentId: Id } {
  const commentId = looseIdFrom(valuesOf(body), 'comment_id');
  return { postId: postIdOf(params), replyId: looseIdFrom(params, 'reply'), commentId };
}
