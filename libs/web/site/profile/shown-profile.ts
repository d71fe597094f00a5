import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, pageOf, type Query } from '#kernel/http';
import type { Viewer } from '#community/identity';
import { MembersService, type SeenProfile } from '#community/members';
import { RelatedMembersService } from '#community/relations';
import { MemberPostsService, type Tab } from '#community/timelines';
import { Pages, SiteFigures } from '#web/shell';
import { ShownPosts } from '../posts/shown-posts.js';
import { ProfilePage, tabs } from './profile.page.js';
import { profileTexts } from './profile.texts.js';
import { profileView } from './profile-views.js';

const size = 20;

/** The page of a member, also where something that was asked of it is refused. */
@Injectable()
export class ShownProfile {
  constructor(
    private readonly members: MembersService,
    private readonly related: RelatedMembersService,
    private readonly memberPosts: MemberPostsService,
    private readonly posts: ShownPosts,
    private readonly figures: SiteFigures,
    private readonly pages: Pages,
  ) {}

  /** Whoever is deleted, and what can be no name, is nobody. */
  async find(viewer: Viewer, name: string): Promise<SeenProfile> {
    if (!/^[^\p{C}/]{1,64}$/u.test(name)) throw new AppError('member.not-found');
    return this.members.getProfile(viewer, name);
  }

  /** `wrong`: what could not be done. */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    seen: SeenProfile,
    query: Query,
    wrong?: string,
  ): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const tab: Tab = tabs.find((known) => known === query['style']) ?? 'post';
    const page = pageOf({ page: query['page'], page_size: String(size) });
    const [standing, { cards, total }, figures] = await Promise.all([
      this.related.getStanding(visit.viewer, seen.id),
      this.memberPosts.listOf(visit.viewer, seen.username, tab, page),
      this.figures.read(),
    ]);
    const model = {
      visit,
      figures,
      say: profileTexts[visit.reader.locale],
      profile: profileView(seen, standing, visit),
      tab,
      posts: await this.posts.list(visit, cards),
      page: page.page,
      more: cards.length > 0 && page.offset + cards.length < total,
      ...(wrong !== undefined && { wrong }),
    };
    const isBehindEnd = cards.length === 0 && page.page > 1;
    this.pages.send(reply, ProfilePage(model), { status: wrong !== undefined ? 422 : isBehindEnd ? 404 : 200 });
  }
}
