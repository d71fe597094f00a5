import { Body, Controller, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
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
import { isScript } from '../posts/post-answers.js';
import { postIdOf } from '../posts/post-address.js';
import { CommentAnswers, type CommentAsking } from './comment-answers.js';
import { placeOf } from './standing.js';

/** What one press does with a comment or reply. Those whom the member gets nothing of are not there. */
@Controller('post')
@Active()
export class CommentActsController {
  constructor(
    private readonly comments: CommentsService,
    private readonly votes: CommentVotesService,
    private readonly highlights: CommentHighlightsService,
    private readonly removals: CommentRemovalsService,
    private readonly answers: CommentAnswers,
    private readonly pages: Pages,
  ) {}

  @Post(':id/comments/:comment/up')
  async commentUp(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const target = { postId: postIdOf(params), commentId: looseIdFrom(params, 'comment'), replyId: null };
    await this.seen(member, target.postId, target.commentId);
    await this.votes.cast(member, target, 1, 'comment.up-failed');
    await this.voted({ request, reply, postId: target.postId, id: target.commentId, query });
  }

  @Post(':id/comments/:comment/down')
  async commentDown(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const target = { postId: postIdOf(params), commentId: looseIdFrom(params, 'comment'), replyId: null };
    await this.seen(member, target.postId, target.commentId);
    await this.votes.cast(member, target, -1, 'comment.down-failed');
    await this.voted({ request, reply, postId: target.postId, id: target.commentId, query });
  }

  @Post(':id/replies/:reply/up')
  async replyUp(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { postId, replyId, commentId } = targetIn(params, body);
    await this.seen(member, postId, replyId);
    await this.votes.cast(member, { postId, commentId, replyId }, 1, 'reply.up-failed');
    await this.voted({ request, reply, postId, id: replyId, query });
  }

  @Post(':id/replies/:reply/down')
  async replyDown(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { postId, replyId, commentId } = targetIn(params, body);
    await this.seen(member, postId, replyId);
    await this.votes.cast(member, { postId, commentId, replyId }, -1, 'reply.down-failed');
    await this.voted({ request, reply, postId, id: replyId, query });
  }

  @Post(':id/comments/:comment/highlight')
  async highlight(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [id, commentId] = [postIdOf(params), looseIdFrom(params, 'comment')];
    await this.seen(member, id, commentId);
    await this.highlights.toggle(member, commentId);
    const asking = { request, reply, postId: id, id: commentId, query };
    if (isScript(request)) await this.answers.comment(asking, { said: 'done' });
    else this.back(asking);
  }

  @Post(':id/comments/:comment/delete')
  async deleteComment(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
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
    @Req() request: FastifyRequest,
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

  private async voted(asking: CommentAsking): Promise<void> {
    if (isScript(asking.request)) await this.answers.votes(asking);
    else this.back(asking);
  }

  /** To the page that holds it now: a vote may have moved it. */
  private back({ reply, postId, id, query }: CommentAsking): void {
    this.pages.redirect(reply, pathTo(postId, placeOf(query), { comment: id }, id));
  }
}

/** A reply is named with the comment that it answers, as on `/v1`. */
function targetIn(params: GivenQuery, body: unknown): { postId: Id; replyId: Id; commentId: Id } {
  const commentId = looseIdFrom(valuesOf(body), 'comment_id');
  return { postId: postIdOf(params), replyId: looseIdFrom(params, 'reply'), commentId };
}
