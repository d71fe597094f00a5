import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageOf, type Query as GivenQuery } from '#kernel/http';
import { Anyone } from '#community/identity';
import { tagKey } from '#community/posts';
import { TimelinesService } from '#community/timelines';
import { ShownPosts } from '../posts/shown-posts.js';
import { Pages, SiteFigures } from '#web/shell';
import { TimelinePage } from './timeline.page.js';

const size = 20;
const longestTopic = 50;

/** The front page: what guests may read, newest activity first. */
@Controller()
@Anyone()
export class TimelineController {
  constructor(
    private readonly timelines: TimelinesService,
    private readonly figures: SiteFigures,
    private readonly posts: ShownPosts,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const topic = topicOf(query);
    const page = pageOf({ page: query['page'], page_size: String(size) });
    const timeline = topic === null ? ({ style: 'newest' } as const) : ({ style: 'tag', tag: tagKey(topic) } as const);
    const [{ cards, total }, figures] = await Promise.all([
      this.timelines.list(visit.viewer, timeline, page),
      this.figures.read(),
    ]);
    const model = {
      visit,
      figures,
      posts: await this.posts.list(visit, cards),
      page: page.page,
      total,
      more: page.offset + cards.length < total && cards.length > 0,
      topic,
    };
    const nothing = cards.length === 0 && (topic !== null || page.page > 1);
    this.pages.send(reply, TimelinePage(model), { status: nothing ? 404 : 200 });
  }
}

function topicOf({ tag }: GivenQuery): string | null {
  if (typeof tag !== 'string' || !tag.trim()) return null;
  return Array.from(tag.trim().replace(/^[#＃]/, ''))
    .slice(0, longestTopic)
    .join('');
}
