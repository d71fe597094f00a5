import { Controller, Get, Query } from '@nestjs/common';
import {
  AppError,
  InvalidRequest,
  pageOf,
  pagerOf,
  type Query as GivenQuery,
  type WireJson,
  wirePage,
} from '#kernel/http';
import { Anyone, CurrentViewer, type Viewer } from '#community/identity';
import { PostViews, tagKey } from '#community/posts';
import type { Timeline } from './timeline-sources.queries.js';
import { TimelinesService } from './timelines.service.js';

@Controller('v1/posts')
export class TimelinesController {
  constructor(
    private readonly timelines: TimelinesService,
    private readonly views: PostViews,
  ) {}

  @Get()
  @Anyone()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    const page = pageOf(query);
    const { cards, total } = await this.timelines.list(viewer, timelineOf(query), page);
    return wirePage(
      cards.map((card) => this.views.json(card)),
      pagerOf(page, total),
    );
  }
}

/** With words it is a search, and the style does not matter. */
function timelineOf({ query = '', type, style }: GivenQuery): Timeline {
  if (typeof query !== 'string') throw new InvalidRequest(['query must be a text']);
  const words = query.trim();
  if (words && type === 'tag') return { style: 'tag', tag: tagKey(words.replace(/^[#＃]/, '')) };
  if (words) throw new AppError('request.not-implemented'); // the search of texts comes with its index
  if (style === 'newest' || style === 'hots' || style === 'following') return { style };
  throw new AppError('post.style-unknown');
}
