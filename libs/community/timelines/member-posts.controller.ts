import { Controller, Get, Query } from '@nestjs/common';
import {
  MadeOf,
  pageOf,
  type Query as GivenQuery,
  sharedAmongGuests,
  textFrom,
  WireAnswer,
  type WireJson,
  WireQuery,
} from '#kernel/http';
import { Anyone, CurrentMember, CurrentViewer, type Member, SignedIn, type Viewer } from '#community/identity';
import { PostView } from '#community/posts';
import { CommunitySettings } from '#community/site';
import { tabs } from './member-lists.queries.js';
import { MemberPostsService } from './member-posts.service.js';
import { PostPages } from './post-pages.js';

@Controller('v1/user')
export class MemberPostsController {
  constructor(
    private readonly posts: MemberPostsService,
    private readonly pages: PostPages,
    private readonly settings: CommunitySettings,
  ) {}

  /** A style that is not known is the first one. */
  @Get('posts')
  @Anyone()
  @MadeOf('post', 'member', 'comment', 'post_star', 'setting')
  @WireQuery({ username: 'text', 'style?': tabs }, { paged: true })
  @WireAnswer({ page: PostView, refuses: ['member.not-found'] })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: GivenQuery): Promise<WireJson> {
    const page = pageOf(query, await this.settings.pageLimits());
    const tab = tabs.find((known) => known === query['style']) ?? 'post';
    const list = await this.posts.listOf(viewer, textFrom(query, 'username').trim(), tab, page);
    return sharedAmongGuests(viewer, this.pages.json(list, page));
  }

  @Get('collections')
  @SignedIn()
  @WireQuery({}, { paged: true })
  @WireAnswer({ page: PostView })
  async collections(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<WireJson> {
    const page = pageOf(query, await this.settings.pageLimits());
    return this.pages.json(await this.posts.listCollected(member, page), page);
  }

  @Get('stars')
  @SignedIn()
  @WireQuery({}, { paged: true })
  @WireAnswer({ page: PostView })
  async stars(@CurrentMember() member: Member, @Query() query: GivenQuery): Promise<WireJson> {
    const page = pageOf(query, await this.settings.pageLimits());
    return this.pages.json(await this.posts.listStarred(member, page), page);
  }
}
