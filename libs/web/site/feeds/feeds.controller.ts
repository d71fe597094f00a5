import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { tenantScope } from '#kernel/scope';
import { Anyone } from '#community/identity';
import { MembersService } from '#community/members';
import { tagKey } from '#community/posts';
import { CommunitySettings } from '#community/site';
import { type PublicPosts, PublicPostsService } from '#community/timelines';
import { Pages } from '#web/shell';
import { profilePath, topicPath } from '#web/ui';
import { ShownPosts } from '../posts/shown-posts.js';
import { atomOf, type Feed } from './atom.js';
import { feedTexts } from './feeds.texts.js';
import { sendFile } from './send-file.js';
import { xmlFile } from './xml.js';

/**
 * The newest public posts, for programs that follow many places at once. The same for everybody, in the community's own
 * language; where it is for its members only, guests get none.
 */
@Controller()
@Anyone()
export class FeedsController {
  constructor(
    private readonly posts: PublicPostsService,
    private readonly shown: ShownPosts,
    private readonly members: MembersService,
    private readonly settings: CommunitySettings,
    private readonly pages: Pages,
  ) {}

  @Get('feed.xml')
  async community(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { tagline } = await this.settings.get();
    const { name } = tenantScope.current();
    const about = tagline || feedTexts[locale()].newest(name);
    await this.send(request, reply, { of: 'all' }, { title: name, about, self: '/feed.xml', page: '/' });
  }

  @Get('@:name/feed.xml')
  async member(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { id, nickname, username } = await this.members.getByUsername(name);
    const say = feedTexts[locale()];
    const { name: community } = tenantScope.current();
    const page = profilePath(username);
    const [title, about] = [say.byMember(nickname, community), say.aboutMember(nickname, community)];
    await this.send(request, reply, { author: id }, { title, about, self: `${page}/feed.xml`, page });
  }

  @Get('topic/:name/feed.xml')
  async topic(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const topic = name.trim();
    const page = topicPath(topic);
    const say = feedTexts[locale()];
    const { name: community } = tenantScope.current();
    const [title, about] = [say.onTopic(topic, community), say.aboutTopic(topic, community)];
    await this.send(request, reply, { topic: tagKey(topic) }, { title, about, self: `${page}/feed.xml`, page });
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    which: PublicPosts,
    named: Pick<Feed, 'title' | 'about' | 'self' | 'page'>,
  ): Promise<void> {
    const { site, icons } = this.pages.visit(request);
    const posts = await this.shown.list({ viewer: null, site }, await this.posts.listNewest(which));
    if ('topic' in which && posts.length === 0) throw new AppError('request.not-found');
    const icon = icons.logo?.shown ?? icons.tab;
    const feed = { ...named, site, icon, posts, locale: locale(), since: new Date(0) };
    sendFile(request, reply, 'application/atom+xml', xmlFile(atomOf(feed)));
  }
}

const locale = () => localeOf(tenantScope.current().locale) ?? 'en';
