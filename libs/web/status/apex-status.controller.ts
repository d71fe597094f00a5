import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Probes, StatusBoard } from '#platform/status';
import { ApexPages } from '#web/apex';
import { sendFile, xmlFile } from '#web/site';
import { ApexStatusPage } from './apex-status.page.js';
import { statusFeed } from './status-feed.js';

/** How the platform is doing, on its own host. Also while the database is away: nothing of it is asked there. */
@Controller('platform/apex/status')
export class ApexStatusController {
  constructor(
    private readonly probes: Probes,
    private readonly board: StatusBoard,
    private readonly pages: ApexPages,
  ) {}

  @Get()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const look = await this.probes.look();
    const visit = this.pages.visit(request);
    const model = { reader: visit.reader, look, notices: this.board.of(null) };
    this.pages.send(reply, ApexStatusPage({ ...model, visit }));
  }

  @Get('feed.xml')
  feed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const { site, reader, say } = this.pages.visit(request);
    const feed = statusFeed({ name: say.product, site, locale: reader.locale, notices: this.board.of(null) });
    sendFile(request, reply, 'application/atom+xml', xmlFile(feed));
  }
}
