import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Anyone } from '#community/identity';
import { AboutPage } from './about.page.js';
import { SiteFigures } from '#web/shell';
import { Pages } from '#web/shell';

@Controller('about')
@Anyone()
export class AboutController {
  constructor(
    private readonly figures: SiteFigures,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const figures = await this.figures.read();
    this.pages.send(reply, AboutPage({ visit, figures }));
  }
}
