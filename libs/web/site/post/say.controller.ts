import { Body, Controller, Ip, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Id } from '#kernel/database';
import { addressFrom, AppError, looseIdFrom, type Query as GivenQuery, takesFile } from '#kernel/http';
import { CommentsService, composeComment, composeReply, RepliesService } from '#community/comments';
import { Active, CurrentMember, type Member } from '#community/identity';
import { MediaUrls } from '#community/media';
import { blockType } from '#community/posts';
import { Pages, valuesOf } from '#web/shell';
import { pathTo } from '#web/ui';
import { SentForms } from '../compose/sent-forms.js';
import { isScript } from '../posts/post-answers.js';
import { postIdOf } from '../posts/post-address.js';
import { CommentAnswers } from './comment-answers.js';
import { mentionsIn } from './mentions.js';
import { ShownPost } from './shown-post.js';
import { placeOf } from './standing.js';
import { NotTaken, type Said, unsaidOf } from './unsaid.js';
import { visibly } from './visibly.js';

/** Who sends what is said, and how it is answered. */
interface Saying extends Said {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly postId: Id;
  readonly query: GivenQuery;
}

/** Saying something under a post: it leads to what was said; what could not be said is kept. */
@Controller('post')
@Active()
export class SayController {
  constructor(
    private readonly comments: CommentsService,
    private readonly replies: RepliesService,
    private readonly media: MediaUrls,
    private readonly forms: SentForms,
    private readonly shownPost: ShownPost,
    private readonly answers: CommentAnswers,
    private readonly pages: Pages,
  ) {}

  @Post(':id/comment')
  @RouteConfig(takesFile)
  async comment(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const postId = postIdOf(params);
    const { values, items, failed } = await this.forms.read(request, member.id);
    const { content = '' } = values;
    const pictures = items.filter(({ type }) => type === blockType.image);
    await this.say({ request, reply, postId, query, content, pictures }, async () => {
      if (failed.length > 0) throw new NotTaken(failed);
      const texts = [{ type: blockType.text, content }];
      const shown = pictures.map(({ type, address, alt }) => ({ type, content: address, alt }));
      const contents = [...texts, ...shown].map((block, index) => ({ ...block, sort: 100 + index }));
      const said = composeComment(postId, { contents, users: mentionsIn(content) }, this.media);
      return (await visibly(this.comments.publish(member, { ...said, ip: addressFrom(ip) }))).id;
    });
  }

  @Post(':id/comments/:comment/reply')
  async reply(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Body() body: unknown,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const postId = postIdOf(params);
    const commentId = looseIdFrom(params, 'comment');
    const { content = '', at_user_id = '' } = valuesOf(body);
    const to = looseIdFrom({ at_user_id }, 'at_user_id') || undefined;
    await this.say({ request, reply, postId, query, content, answers: commentId, to }, async () => {
      const said = composeReply(commentId, { content, at_user_id: to });
      const above = await this.comments.findPlace(member, postId, 'default', commentId);
      if (above === null) throw new AppError('reply.not-published');
      return (await visibly(this.replies.publish(member, { ...said, ip: addressFrom(ip) }))).id;
    });
  }

  /** A script shows a reply where it was written; a comment may come to stand anywhere. */
  private async say(saying: Saying, publish: () => Promise<Id>): Promise<void> {
    const { request, reply, postId, query, answers } = saying;
    let id: Id;
    try {
      id = await publish();
    } catch (error) {
      return this.shownPost.send(request, reply, postId, query, (visit) => unsaidOf(error, saying, visit));
    }
    if (isScript(request) && answers !== undefined)
      return this.answers.comment({ request, reply, postId, id, query }, { sought: id });
    this.pages.redirect(reply, pathTo(postId, placeOf(query), { comment: id }, id));
  }
}
