import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Anyone } from '#community/identity';
import { AboutPage } from './about.page.js';
import { SiteFigures } from './site-figures.js';
import { SitePages } from './site-pages.js';

@Controller('about')
@Anyone()
export class AboutController {
  constructor(
    private readonly figures: SiteFigures,
    private readonly pages: SitePages,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request);
    const figures = await this.figures.read();
    this.pages.send(reply, AboutPage({ visit, figures }));
  }
}
