import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CommunityCalendar, QuotaUsage } from '#kernel/quotas';
import { Administrator } from '#community/identity';
import { Pages } from '#web/shell';
import { deskTexts } from './desk.texts.js';
import { UsagePage } from './usage.page.js';
import { usageTexts } from './usage.texts.js';

/** What the community may have, and how much of it it has. */
@Controller('manage/usage')
@Administrator()
export class DeskUsageController {
  constructor(
    private readonly usage: QuotaUsage,
    private readonly calendar: CommunityCalendar,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [visit, uses, timeZone] = await Promise.all([
      this.pages.reading(request, reply),
      this.usage.read(),
      this.calendar.timeZone(),
    ]);
    const { locale } = visit.reader;
    this.pages.send(reply, UsagePage({ visit, say: deskTexts[locale], texts: usageTexts[locale], uses, timeZone }));
  }
}
