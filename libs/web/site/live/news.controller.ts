import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '#kernel/database';
import type { Query as GivenQuery } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { CommentsService } from '#community/comments';
import { Anyone, CurrentMember, CurrentViewer, type Member, SignedIn, type Viewer } from '#community/identity';
import { MessagesService } from '#community/messages';
import { Pages } from '#web/shell';
import { Badge, type Reader, readerOf, spokenNumber } from '#web/ui';
import { postIdOf } from '../posts/post-address.js';
import { NewComments } from './new-comments.js';
import { liveTexts } from './live.texts.js';

const longest = 24 * 60 * 60_000;

/** What a page asks for that was told that there may be something: parts of it, or 204 where nothing is new. */
@Controller()
export class NewsController {
  constructor(
    private readonly messages: MessagesService,
    private readonly comments: CommentsService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('live/unread')
  @SignedIn()
  async unread(
    @CurrentMember() member: Member,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const count = await this.messages.countUnread(member);
    if (!count) return nothing(reply);
    this.pages.send(reply, Badge({ count, reader: this.reader(request, query) })!);
  }

  /** Said by others since the page was there, which is as old as it says. */
  @Get('post/:id/newer')
  @Anyone()
  async newComments(
    @CurrentViewer() viewer: Viewer,
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const postId = postIdOf(params);
    const { age } = query;
    const known = typeof age === 'string' && /^\d{1,15}$/.test(age) ? Math.min(Number(age), longest) : 0;
    const since = new Date(this.clock.now().getTime() - known);
    const count = known > 0 ? await this.comments.countNew(viewer, postId, since) : 0;
    if (!count) return nothing(reply);
    const { locale } = this.reader(request, query);
    const text = liveTexts[locale].newComments(count, count < 100 ? spokenNumber(count, locale) : '99+');
    this.pages.send(reply, NewComments({ postId, text }));
  }

  /** In the language of the page. */
  private reader(request: FastifyRequest, { language }: GivenQuery): Reader {
    const locale = localeOf(String(language)) ?? this.pages.visit(request).reader.locale;
    return readerOf(locale, this.clock.now());
  }
}

const nothing = (reply: FastifyReply): void => void reply.status(204).header('cache-control', 'no-store').send();
