import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CommunityStandingService } from '#community/administration';
import { Administrator, PresenceService } from '#community/identity';
import { Pages } from '#web/shell';
import { deskTexts } from './desk.texts.js';
import { OverviewPage } from './overview.page.js';

@Controller('manage')
@Administrator()
export class OverviewController {
  constructor(
    private readonly community: CommunityStandingService,
    private readonly presence: PresenceService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [visit, standing, presence] = await Promise.all([
      this.pages.reading(request, reply),
      this.community.read(),
      this.presence.read(),
    ]);
    const { room } = this.community;
    const say = deskTexts[visit.reader.locale];
    this.pages.send(reply, OverviewPage({ visit, say, standing, presence, room }));
  }
}
