import { Controller, Get, Query } from '@nestjs/common';
import { pageOf, type Query as GivenQuery, WireAnswer, type WireJson, WireQuery } from '#kernel/http';
import { searchKinds } from '#kernel/search-index';
import { Anyone, CurrentViewer, type Viewer } from '#community/identity';
import { askedFrom, kindFrom, orderFrom, postFilters, refusePostFilters } from '#community/search';
import { CommunitySettings } from '#community/site';
import { SearchPageService } from './search-page.service.js';
import { SearchPageView } from './search-page.views.js';

const orders = ['relevance', 'newest', 'hot'] as const;

@Controller('v1/search')
export class SearchPageController {
  constructor(
    private readonly searches: SearchPageService,
    private readonly settings: CommunitySettings,
  ) {}

  @Get()
  @Anyone()
  @WireQuery({ 'type?': searchKinds, 'query?': 'text', ...postFilters, 'sort?': orders }, { paged: true })
  @WireAnswer({ data: SearchPageView })
  async search(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    const kind = kindFrom(query);
    if (kind !== 'post') refusePostFilters(query);
    const question = { kind, asked: askedFrom(query), order: orderFrom(query, orders) };
    return this.searches.find(viewer, { ...question, page: pageOf(query, await this.settings.pageLimits()) });
  }
}
