import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MembersAdministrationService } from '#community/administration';
import { Everybody } from '#community/identity';
import { SiteTextsService } from '#community/site';
import { Pages, type ReadingVisit, SiteFigures } from '#web/shell';
import { person } from '../posts/post-models.js';
import { AboutPage } from './about.page.js';
import { type PublicText, SiteTextPage } from './site-text.page.js';
import { siteTextTexts } from './texts.texts.js';

/**
 * What owners say of their community. Open also where it is for its members only: who wants to join reads it first, and
 * laws want some of it said to everybody. Guests are told nothing else there.
 */
@Controller()
@Everybody()
export class SiteTextsController {
  constructor(
    private readonly texts: SiteTextsService,
    private readonly administration: MembersAdministrationService,
    private readonly figures: SiteFigures,
    private readonly pages: Pages,
  ) {}

  @Get('about')
  async about(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const model = { visit, say: siteTextTexts[visit.reader.locale], text: await this.texts.get('about') };
    if (isClosed(visit)) return this.pages.send(reply, AboutPage(model));
    const [figures, administrators] = await Promise.all([
      this.figures.read(),
      this.administration.listAdministrators(),
    ]);
    const people = administrators.map((card) => person(card, visit.site));
    this.pages.send(reply, AboutPage({ ...model, figures, people }));
  }

  @Get('rules')
  async rules(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send('rules', request, reply);
  }

  @Get('privacy')
  async privacy(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send('privacy', request, reply);
  }

  private async send(name: PublicText, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const [text, figures] = await Promise.all([
      this.texts.get(name),
      isClosed(visit) ? undefined : this.figures.read(),
    ]);
    const say = siteTextTexts[visit.reader.locale];
    this.pages.send(reply, SiteTextPage({ visit, say, name, text, ...(figures && { figures }) }));
  }
}

/** To this reader, who sees nothing of the community but its name and these texts. */
const isClosed = ({ settings, viewer }: ReadingVisit): boolean => settings.membersOnly && viewer === null;
