import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MediaReading } from './media-reading.js';

/** The files of the community that is asked, and of no other: the tenant comes from the host, never from the path. */
@Controller('media')
export class MediaController {
  constructor(private readonly reading: MediaReading) {}

  @Get('*')
  read(@Param('*') asked: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return this.reading.answer(asked, { request, reply, passes: true });
  }
}

/** The files of all communities, on a host of their own where there is one (`MEDIA_HOST`): `RequestGate` has entered the tenant. */
@Controller('t/:tenant')
export class MediaHostController {
  constructor(private readonly reading: MediaReading) {}

  @Get('*')
  read(@Param('*') asked: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return this.reading.answer(asked, { request, reply, passes: false });
  }
}
