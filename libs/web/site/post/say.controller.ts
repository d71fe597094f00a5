import { Body, Controller, Ip, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Id } from '#kernel/database';
import { addressFrom, AppError, InvalidRequest, looseIdFrom, type Query as GivenQuery } from '#kernel/http';
import { CommentsService, composeComment, composeReply, longestComment, RepliesService } from '#community/comments';
import { Active, CurrentMember, type Member } from '#community/identity';
import { MediaUrls } from '#community/media';
import { blockType } from '#community/posts';
import { errorsOf, Pages, valuesOf } from '#web/shell';
import { pathTo, spokenNumber } from '#web/ui';
import { postIdOf } from '../posts/post-address.js';
import { mentionsIn } from './mentions.js';
import { postTexts } from './post.texts.js';
import { placeOf, ShownPost } from './shown-post.js';
import { visibly } from './visibly.js';

/** Who sends what is said, from where, and how it is answered. */
interface Saying {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly postId: Id;
  readonly query: GivenQuery;
  readonly content: string;
  /** The comment or reply that it answers. */
  readonly answers?: Id;
  /** Whom it is for. */
  readonly to?: Id | undefined;
}

/** Saying something under a post: it leads to what was said; what could not be said is kept. */
@Controller('post')
@Active()
export class SayController {
  constructor(
    private readonly comments: CommentsService,
    private readonly replies: RepliesService,
    private readonly media: MediaUrls,
    private readonly shownPost: ShownPost,
    private readonly pages: Pages,
  ) {}

  @Post(':id/comment')
  async comment(
    @CurrentMember() member: Member,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Body() body: unknown,
    @Ip() ip: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const postId = postIdOf(params);
    const { content = '' } = valuesOf(body);
    await this.say({ request, reply, postId, query, content }, async () => {
      const contents = [{ type: blockType.text, sort: 100, content }];
      const said = composeComment(postId, { contents, users: mentionsIn(content) }, this.media);
      const made = await visibly(this.comments.publish(member, { ...said, ip: addressFrom(ip) }));
      return made.id;
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

  private async say(saying: Saying, publish: () => Promise<Id>): Promise<void> {
    const { request, reply, postId, query, content, answers, to } = saying;
    try {
      const id = await publish();
      this.pages.redirect(reply, pathTo(postId, placeOf(query), { comment: id }, id));
    } catch (error) {
      const message = this.messageOf(error, saying);
      await this.shownPost.send(request, reply, postId, query, { content, message, answers, to });
    }
  }

  /** What is said of a refusal; what is no refusal of the text is thrown on. */
  private messageOf(error: unknown, { request, content }: Saying): string {
    const visit = this.pages.visit(request);
    const say = postTexts[visit.reader.locale];
    if (error instanceof InvalidRequest)
      return content.trim() ? say.tooLong(spokenNumber(longestComment, visit.reader.locale)) : say.writeFirst;
    return Object.values(errorsOf(error, visit))[0]!;
  }
}
