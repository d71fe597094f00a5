import { Controller, Get, Query } from '@nestjs/common';
import { Config } from '#kernel/config';
import {
  pageOf,
  pagerOf,
  type Query as GivenQuery,
  WireAnswer,
  type WireJson,
  wirePage,
  WireQuery,
} from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { CurrentMember, type Member, SignedIn } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { TrendView, trendView } from './relations.views.js';
import { TrendsService } from './trends.service.js';

@Controller('v1/trends')
export class TrendsController {
  constructor(
    private readonly trends: TrendsService,
    private readonly settings: CommunitySettings,
    private readonly config: Config,
  ) {}

  @Get('index')
  @SignedIn()
  @WireQuery({}, { paged: true })
  @WireAnswer({ page: TrendView, refuses: ['site.feature-off'] })
  async list(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<WireJson> {
    const page = pageOf(query, await this.settings.pageLimits());
    const { members, total } = await this.trends.list(member, page);
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    return wirePage(
      members.map((active) => JSON.stringify(trendView(active, site))),
      pagerOf(page, total),
    );
  }
}
