import { Controller, Get, Query } from '@nestjs/common';
import { Config } from '#kernel/config';
import { type Query as GivenQuery, WireAnswer, WireQuery } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { Anyone, CurrentViewer, type Viewer } from '#community/identity';
import { NamesSearchService } from './names-search.service.js';
import { shortTextFrom } from './search-request.js';
import { FoundNamesView, foundNamesView } from './search.views.js';
import { wantedOf } from './snippets.js';

@Controller('v1/search/suggest')
export class SuggestController {
  constructor(
    private readonly names: NamesSearchService,
    private readonly config: Config,
  ) {}

  /** Topics and members whose names have what is typed so far. */
  @Get()
  @Anyone()
  @WireQuery({ 'k?': 'text' })
  @WireAnswer({ data: FoundNamesView })
  async suggest(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<FoundNamesView> {
    const typed = shortTextFrom(query, 'k');
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    return foundNamesView(await this.names.suggest(viewer, typed), wantedOf({ words: typed }), site);
  }
}
