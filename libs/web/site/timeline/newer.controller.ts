import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '#kernel/database';
import type { Query as GivenQuery } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { Anyone, CurrentViewer, type Viewer } from '#community/identity';
import { TimelinesService } from '#community/timelines';
import { Pages } from '#web/shell';
import { spokenNumber } from '#web/ui';
import { NewPosts } from './new-posts.js';
import { timelineTexts } from './timeline.texts.js';

const longest = 24 * 60 * 60_000;

/** Asked by a script of an open timeline: whether there are new posts. */
@Controller()
@Anyone()
export class NewerController {
  constructor(
    private readonly timelines: TimelinesService,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('newer')
  async count(
    @CurrentViewer() viewer: Viewer,
    @Query() { since, style: given, language }: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const style = given === 'following' && viewer ? given : 'newest';
    const then = typeof since === 'string' && /^\d{1,15}$/.test(since) ? Number(since) : Infinity;
    const earliest = this.clock.now().getTime() - longest;
    const count =
      then === Infinity ? 0 : await this.timelines.countNew(viewer, { style }, new Date(Math.max(then, earliest)));
    if (!count) return void reply.status(204).header('cache-control', 'no-store').send();
    const locale = localeOf(String(language)) ?? this.pages.visit(request).reader.locale;
    const text = timelineTexts[locale].newPosts(count, count < 100 ? spokenNumber(count, locale) : '99+');
    this.pages.send(reply, NewPosts({ style, text }));
  }
}
