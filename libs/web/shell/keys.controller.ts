import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Anyone } from '#community/identity';
import { KeysPage } from './keys.page.js';
import { Pages } from './pages.js';

/** What the keyboard does. */
@Controller('keys')
@Anyone()
export class KeysController {
  constructor(private readonly pages: Pages) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.pages.send(reply, KeysPage({ visit: await this.pages.reading(request, reply) }));
  }
}
