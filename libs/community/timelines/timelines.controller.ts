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
import { lengthOf, PostView, tagKey } from '#community/posts';
import { CommunitySettings } from '#community/site';
import type { PostList } from './post-lists.js';
import { PostPages } from './post-pages.js';
import { TimelinesService } from './timelines.service.js';

const longestSearch = 200;

@Controller('v1/posts')
export class TimelinesController {
  constructor(
    private readonly timelines: TimelinesService,
    private readonly pages: PostPages,
    private readonly settings: CommunitySettings,
  ) {}

  @Get()
  @Anyone()
  @WireQuery({ 'query?': 'text', 'type?': ['tag'], 'style?': ['newest', 'hots', 'following'] }, { paged: true })
  @WireAnswer({ page: PostView, refuses: ['post.style-unknown'] })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    const page = pageOf(query, await this.settings.pageLimits());
    return this.pages.json(await this.find(viewer, query, page), page);
  }

  /** With words it is a search, and the style does not matter. */
  private async find(viewer: Viewer, { query = '', type, style }: GivenQuery, page: Page): Promise<PostList> {
    if (typeof query !== 'string') throw new InvalidRequest(['query must be a text']);
    const words = query.trim();
    if (words && type === 'tag') {
      const tag = tagKey(words.replace(/^[#＃]/, ''));
      return this.timelines.list(viewer, { style: 'tag', tag }, page);
    }
    if (lengthOf(words) > longestSearch)
      throw new InvalidRequest([`query must have at most ${longestSearch} characters`]);
    if (words) return this.timelines.search(viewer, words, page);
    if (style === 'newest' || style === 'hots' || style === 'following')
      return this.timelines.list(viewer, { style }, page);
    throw new AppError('post.style-unknown');
  }
}
