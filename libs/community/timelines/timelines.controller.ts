import { Controller, Get, Query } from '@nestjs/common';
import {
  AppError,
  InvalidRequest,
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
import { TimelinesService } from './timelines.service.js';

const orders = ['active', 'relevance', 'newest', 'hot'] as const;

@Controller('v1/posts')
export class TimelinesController {
  constructor(
    private readonly timelines: TimelinesService,
    private readonly pages: PostPages,
    private readonly settings: CommunitySettings,
  ) {}

  @Get()
  @Anyone()
  @WireQuery(
    { 'query?': 'text', 'type?': ['tag'], 'style?': ['newest', 'hots', 'following'], ...postFilters, 'sort?': orders },
    { paged: true },
  )
  @WireAnswer({ page: PostView, refuses: ['post.style-unknown'] })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    const page = pageOf(query, await this.settings.pageLimits());
    return this.pages.json(await this.find(viewer, query, page), page);
  }

  /**
   * With words it is a search, and the style does not matter; without a style filters do as well. Beside a style alone they
   * are passed over, as is whatever the original does not know.
   */
  private async find(viewer: Viewer, query: GivenQuery, page: Page): Promise<PostList> {
    const { query: words = '', type, style } = query;
    if (typeof words !== 'string') throw new InvalidRequest(['query must be a text']);
    if (words.trim() && type === 'tag') {
      const tag = tagKey(words.trim().replace(/^[#＃]/, ''));
      return this.timelines.list(viewer, { style: 'tag', tag }, page);
    }
    if (words.trim() || !style) return this.search(viewer, query, page);
    if (style === 'newest' || style === 'hots' || style === 'following')
      return this.timelines.list(viewer, { style }, page);
    throw new AppError('post.style-unknown');
  }

  private async search(viewer: Viewer, query: GivenQuery, page: Page): Promise<PostList> {
    const asked = askedFrom(query);
    if (!asksForSomething(asked)) throw new AppError('post.style-unknown');
    const { list, total } = await this.timelines.search(viewer, { asked, order: orderFrom(query, orders), page });
    return { cards: list, total };
  }
}
