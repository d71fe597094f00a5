import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { looseIdFrom, type Query as GivenQuery } from '#kernel/http';
import { Anyone, Everybody } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { PublicPostsService } from '#community/timelines';
import { TopicsService } from '#community/topics';
import { Pages } from '#web/shell';
import { postPath, topicPath } from '#web/ui';
import { sendFile } from './send-file.js';
import { element, type Xml, xmlFile } from './xml.js';

/** What is one reader's own, or leads nowhere without a form. */
const nobodysBusiness = [
  '/v1/',
  '/choose/',
  '/collections',
  '/compose',
  '/invite/',
  '/manage',
  '/messages',
  '/owner/',
  '/search',
  '/settings',
  '/sign-in',
  '/sign-up',
  '/wallet',
  '/whispers',
];
const mostTopics = 5_000;
const xmlns = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** What search engines are told: where they may look, and what there is. */
@Controller()
export class RobotsController {
  constructor(
    private readonly settings: CommunitySettings,
    private readonly posts: PublicPostsService,
    private readonly topics: TopicsService,
    private readonly pages: Pages,
  ) {}

  @Get('robots.txt')
  @Everybody()
  async robots(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { site } = this.pages.visit(request);
    const { membersOnly } = await this.settings.get();
    const closed = membersOnly ? ['/'] : nobodysBusiness;
    const lines = [`# ${site}`, 'User-agent: *', ...closed.map((path) => `Disallow: ${path}`)];
    if (!membersOnly) lines.push('', `Sitemap: ${site}/sitemap.xml`);
    sendFile(request, reply, 'text/plain', `${lines.join('\n')}\n`);
  }

  /** Of a large community the list of its parts, each of which is asked for by `after`. */
  @Get('sitemap.xml')
  @Anyone()
  async sitemap(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { site } = this.pages.visit(request);
    const parts = await this.posts.listParts();
    const after = query['after'] === undefined ? undefined : looseIdFrom(query, 'after');
    const isIndex = after === undefined && parts.length > 1;
    const content = isIndex
      ? indexOf(site, parts)
      : element('urlset', { xmlns }, ...(await this.part(site, after ?? 0)));
    sendFile(request, reply, 'application/xml', xmlFile(content));
  }

  /** The first has the pages that are no posts, too. */
  private async part(site: string, after: number): Promise<Xml[]> {
    const posts = await this.posts.listPart(after);
    const listed = posts.map(({ id, changedAt }) =>
      element('url', {}, place(site + postPath(id)), element('lastmod', {}, changedAt.toISOString())),
    );
    if (after > 0) return listed;
    const topics = await this.topics.list(null, 'hot', mostTopics);
    const paths = ['/', '/topics', '/about', '/rules', '/privacy', ...topics.map(({ name }) => topicPath(name))];
    return [...paths.map((path) => element('url', {}, place(site + path))), ...listed];
  }
}

const place = (address: string): Xml => element('loc', {}, address);

const indexOf = (site: string, parts: readonly number[]): Xml =>
  element(
    'sitemapindex',
    { xmlns },
    ...parts.map((after) => element('sitemap', {}, place(`${site}/sitemap.xml?after=${after}`))),
  );
