import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, HostCookies, type Query as GivenQuery } from '#kernel/http';
import { type Tenant, tenantScope } from '#kernel/scope';
import { Everybody } from '#community/identity';
import { Probes, StatusBoard } from '#platform/status';
import { dismissedCookie, dismissedIn, dismissedWith, Pages } from '#web/shell';
import { sendFile, xmlFile } from '#web/site';
import { statusFeed } from './status-feed.js';
import { CommunityStatusPage } from './status.page.js';

const aYear = 365 * 86_400;

/** How a community's own platform is doing, as far as it concerns that. Open to guests of every community. */
@Controller('status')
@Everybody()
export class CommunityStatusController {
  constructor(
    private readonly probes: Probes,
    private readonly board: StatusBoard,
    private readonly pages: Pages,
    private readonly cookies: HostCookies,
  ) {}

  @Get()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const tenant = tenantScope.current();
    const [visit, look] = await Promise.all([this.pages.reading(request, reply), this.probes.look()]);
    const page = CommunityStatusPage({
      visit,
      look,
      reader: visit.reader,
      notices: this.board.of(tenant),
      community: standing(tenant),
    });
    this.pages.send(reply, page);
  }

  @Get('feed.xml')
  feed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const tenant = tenantScope.current();
    const { site, reader } = this.pages.visit(request);
    const feed = statusFeed({ name: tenant.name, site, locale: reader.locale, notices: this.board.of(tenant) });
    sendFile(request, reply, 'application/atom+xml', xmlFile(feed));
  }

  /** By a link, as other choices of one browser: nothing but what its reader sees changes. */
  @Get('dismiss/:id')
  dismiss(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (!/^[1-9]\d{0,14}$/.test(id)) throw new AppError('request.not-found');
    const before = dismissedIn(this.cookies.read(request.headers.cookie, dismissedCookie));
    void reply.header('set-cookie', this.cookies.hold(dismissedCookie, dismissedWith(before, Number(id)), aYear));
    const { back } = request.query as GivenQuery;
    this.pages.redirect(reply, typeof back === 'string' ? back : '/');
  }
}

const standing = ({ state, stateReason: reason }: Tenant) => ({ state, reason });
