import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { QuotaUsage, type QuotaUse } from '#kernel/quotas';
import { tenantScope } from '#kernel/scope';
import { CommunityStandingService } from '#community/administration';
import { Administrator, PresenceService } from '#community/identity';
import { Pages } from '#web/shell';
import { deskTexts } from './desk.texts.js';
import { OverviewPage } from './overview.page.js';
import { usageTexts } from './usage.texts.js';

@Controller('manage')
@Administrator()
export class OverviewController {
  constructor(
    private readonly community: CommunityStandingService,
    private readonly presence: PresenceService,
    private readonly usage: QuotaUsage,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [visit, standing, presence, scarce] = await Promise.all([
      this.pages.reading(request, reply),
      this.community.read(),
      this.presence.read(),
      this.scarce(),
    ]);
    const { room } = this.community;
    const say = deskTexts[visit.reader.locale];
    this.pages.send(
      reply,
      OverviewPage({ visit, say, usage: usageTexts[visit.reader.locale], standing, presence, room, scarce }),
    );
  }

  /** Of what little is left. Nothing is asked where the plan limits nothing. */
  private async scarce(): Promise<QuotaUse[]> {
    if (Object.keys(tenantScope.current().limits).length === 0) return [];
    return (await this.usage.read()).filter(({ warning }) => warning);
  }
}
