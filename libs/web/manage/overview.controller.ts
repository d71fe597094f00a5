import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Administrator, PresenceService } from '#community/identity';
import { CommunityFigures, SiteTextsService } from '#community/site';
import { Pages, SiteFigures } from '#web/shell';
import { deskTexts } from './desk.texts.js';
import { OverviewPage } from './overview.page.js';

@Controller('manage')
@Administrator()
export class OverviewController {
  constructor(
    private readonly community: CommunityFigures,
    private readonly figures: SiteFigures,
    private readonly presence: PresenceService,
    private readonly texts: SiteTextsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const [members, { posts }, presence, about, rules] = await Promise.all([
      this.community.membersNow(),
      this.figures.read(),
      this.presence.read(),
      this.texts.get('about'),
      this.texts.get('rules'),
    ]);
    const done = {
      logo: visit.settings.logo !== '',
      tagline: visit.settings.tagline !== '',
      texts: about !== null && rules !== null,
      post: posts > 0,
      people: members > 1,
    };
    const say = deskTexts[visit.reader.locale];
    this.pages.send(reply, OverviewPage({ visit, say, members, posts, presence, done }));
  }
}
