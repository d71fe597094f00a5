import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentDevice, type Device, EntrancesService, Everybody } from '#community/identity';
import { Pages } from '#web/shell';

/**
 * Where the platform sends whoever has just made this community. What comes with a second look at the same address, or too
 * late, leads to the usual door. `HEAD`, as those who look at links for others send it, uses nothing up.
 */
@Controller('enter')
@Everybody()
export class EnterController {
  constructor(
    private readonly entrances: EntrancesService,
    private readonly pages: Pages,
  ) {}

  @Get(':secret')
  async enter(
    @Param('secret') secret: string,
    @CurrentDevice() device: Device,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const cookie = request.method === 'GET' ? await this.entrances.enter(secret, device) : null;
    if (cookie === null) return this.pages.redirect(reply, '/sign-in');
    void reply.header('set-cookie', cookie);
    this.pages.redirect(reply, '/welcome', 'joined');
  }
}
