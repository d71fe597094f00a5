import { Controller, Get, Query } from '@nestjs/common';
import { Config } from '#kernel/config';
import {
  type Page,
  pageOf,
  pagerOf,
  type Query as GivenQuery,
  textFrom,
  WireAnswer,
  type WireJson,
  wirePage,
  WireQuery,
} from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { Anyone, CurrentMember, CurrentViewer, type Member, SignedIn, type Viewer } from '#community/identity';
import { CommunitySettings } from '#community/site';
import type { RelatedMembers } from './related-members.queries.js';
import { RelatedMembersService } from './related-members.service.js';
import { relatedMember, RelatedMemberView } from './relations.views.js';

/** The names of the first two are the wire's: `follows` are those whom somebody follows, `followings` who follow them. */
@Controller('v1/user')
export class RelatedMembersController {
  constructor(
    private readonly related: RelatedMembersService,
    private readonly settings: CommunitySettings,
    private readonly config: Config,
  ) {}

  @Get('follows')
  @Anyone()
  @WireQuery({ username: 'text' }, { paged: true })
  @WireAnswer({ page: RelatedMemberView, refuses: ['member.not-found'] })
  async follows(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    const username = textFrom(query, 'username');
    return this.answer(query, (page) => this.related.listFollowing(viewer, 'follows', username, page));
  }

  @Get('followings')
  @Anyone()
  @WireQuery({ username: 'text' }, { paged: true })
  @WireAnswer({ page: RelatedMemberView, refuses: ['member.not-found'] })
  async followers(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    const username = textFrom(query, 'username');
    return this.answer(query, (page) => this.related.listFollowing(viewer, 'followers', username, page));
  }

  @Get('contacts')
  @SignedIn()
  @WireQuery({}, { paged: true })
  @WireAnswer({ page: RelatedMemberView, refuses: ['site.feature-off'] })
  async friends(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<WireJson> {
    return this.answer(query, (page) => this.related.listFriends(member, page));
  }

  @Get('blocks')
  @SignedIn()
  @WireQuery({}, { paged: true })
  @WireAnswer({ page: RelatedMemberView })
  async blocks(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<WireJson> {
    return this.answer(query, (page) => this.related.listKeptAway(member, 'blocks', page));
  }

  @Get('mutes')
  @SignedIn()
  @WireQuery({}, { paged: true })
  @WireAnswer({ page: RelatedMemberView })
  async mutes(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<WireJson> {
    return this.answer(query, (page) => this.related.listKeptAway(member, 'mutes', page));
  }

  private async answer(query: GivenQuery, list: (page: Page) => Promise<RelatedMembers>): Promise<WireJson> {
    const page = pageOf(query, await this.settings.pageLimits());
    const { members, total } = await list(page);
    const site = this.config.publicUrl(tenantScope.current().primaryHost);
    return wirePage(
      members.map((member) => JSON.stringify(relatedMember(member, site))),
      pagerOf(page, total),
    );
  }
}
