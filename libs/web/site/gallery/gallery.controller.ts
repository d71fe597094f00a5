import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '#kernel/config';
import { AppError } from '#kernel/http';
import { Anyone } from '#community/identity';
import { Pages } from '#web/shell';
import { GalleryPage } from './gallery.page.js';

/** All components in all states, for whoever works on them; elsewhere there is no such page. */
@Controller('_ui')
@Anyone()
export class GalleryController {
  constructor(
    private readonly config: Config,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.config.uiGallery) throw new AppError('request.not-found');
    this.pages.send(reply, GalleryPage({ visit: await this.pages.reading(request, reply) }));
  }
}
