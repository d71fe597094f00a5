import { Controller, Get, Query } from '@nestjs/common';
import { pageOf, type Query as GivenQuery, WireAnswer, type WireJson, WireQuery } from '#kernel/http';
import { searchKinds } from '#kernel/search-index';
import { Anyone, CurrentViewer, type Viewer } from '#community/identity';
import { askedFrom, kindFrom, orderFrom, postFilters, refusePostFilters, searchOrders } from '#community/search';
import { CommunitySettings } from '#community/site';
import { SearchPageJson } from './search-page-json.js';
import { SearchPageService } from './search-page.service.js';
import { SearchPageView } from './search-page.views.js';

@Controller('v1/search')
export class SearchPageController {
  constructor(
    private readonly searches: SearchPageService,
    private readonly pages: SearchPageJson,
    private readonly settings: CommunitySettings,
  ) {}

  @Get()
  @Anyone()
  @WireQuery({ 'type?': searchKinds, 'query?': 'text', ...postFilters, 'sort?': searchOrders }, { paged: true })
  @WireAnswer({ data: SearchPageView })
  async search(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    const kind = kindFrom(query);
    if (kind !== 'post') refusePostFilters(query);
    const [asked, order] = [askedFrom(query), orderFrom(query, searchOrders)];
    const page = pageOf(query, await this.settings.pageLimits());
    return this.pages.json(await this.searches.find(viewer, { kind, asked, order, page }), page);
  }
}
