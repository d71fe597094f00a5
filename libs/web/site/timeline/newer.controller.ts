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

/** Asked by a script of an open timeline: whether there are new posts. It says how old the page is, in milliseconds. */
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
    @Query() { age, style: given, language }: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const style = given === 'following' && viewer ? given : 'newest';
    const known = typeof age === 'string' && /^\d{1,15}$/.test(age) ? Math.min(Number(age), longest) : 0;
    const since = new Date(this.clock.now().getTime() - known);
    const count = known > 0 ? await this.timelines.countNew(viewer, { style }, since) : 0;
    if (!count) return void reply.status(204).header('cache-control', 'no-store').send();
    const locale = localeOf(String(language)) ?? this.pages.visit(request).reader.locale;
    const text = timelineTexts[locale].newPosts(count, count < 100 ? spokenNumber(count, locale) : '99+');
    this.pages.send(reply, NewPosts({ style, text }));
  }
}
