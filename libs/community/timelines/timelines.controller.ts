import { Controller, Get, Query } from '@nestjs/common';
import {
  AppError,
  InvalidRequest,
  MadeOf,
  type Page,
  pageOf,
  type Query as GivenQuery,
  WireAnswer,
  type WireJson,
  WireQuery,
} from '#kernel/http';
import { Anyone, CurrentViewer, type Viewer } from '#community/identity';
import { PostView, tagKey } from '#community/posts';
import { askedFrom, asksForSomething, orderFrom, postFilters } from '#community/search';
import { CommunitySettings } from '#community/site';
import type { PostList } from './post-lists.js';
import { PostPages } from './post-pages.js';
import { SharedTimelines, timelineTables } from './shared-timelines.js';
import type { Timeline } from './timeline-sources.queries.js';
import { TimelinesService } from './timelines.service.js';

const orders = ['active', 'relevance', 'newest', 'hot'] as const;

@Controller('v1/posts')
export class TimelinesController {
  constructor(
    private readonly timelines: TimelinesService,
    private readonly shared: SharedTimelines,
    private readonly pages: PostPages,
    private readonly settings: CommunitySettings,
  ) {}

  @Get()
  @Anyone()
  @MadeOf(...timelineTables)
  @WireQuery(
    { 'query?': 'text', 'type?': ['tag'], 'style?': ['newest', 'hots', 'following'], ...postFilters, 'sort?': orders },
    { paged: true },
  )
  @WireAnswer({ page: PostView, refuses: ['post.style-unknown'] })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    const page = pageOf(query, await this.settings.pageLimits());
    const timeline = timelineOf(query);
    const shared = timeline && (await this.shared.find(viewer, timeline, page));
    if (shared) return shared;
    const list = timeline ? this.timelines.list(viewer, timeline, page) : this.search(viewer, query, page);
    return this.pages.json(await list, page);
  }

  private async search(viewer: Viewer, query: GivenQuery, page: Page): Promise<PostList> {
    const asked = askedFrom(query);
    if (!asksForSomething(asked)) throw new AppError('post.style-unknown');
    const { list, total } = await this.timelines.search(viewer, { asked, order: orderFrom(query, orders), page });
    return { cards: list, total };
  }
}

/**
 * With words it is a search, and the style does not matter; without a style filters do as well. Beside a style alone they
 * are passed over, as is whatever the original does not know. Null: a search.
 */
function timelineOf({ query: words = '', type, style }: GivenQuery): Timeline | null {
  if (typeof words !== 'string') throw new InvalidRequest(['query must be a text']);
  if (words.trim() && type === 'tag') return { style: 'tag', tag: tagKey(words.trim().replace(/^[#＃]/, '')) };
  if (words.trim() || !style) return null;
  if (style === 'newest' || style === 'hots' || style === 'following') return { style };
  throw new AppError('post.style-unknown');
}
