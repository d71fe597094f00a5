import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Query as GivenQuery } from '#kernel/http';
import { Anyone, CurrentViewer, type Viewer } from '#community/identity';
import { ShownProfile } from './shown-profile.js';

/** The page of a member. */
@Controller('@:name')
@Anyone()
export class ProfileController {
  constructor(private readonly profile: ShownProfile) {}

  @Get()
  async show(
    @Param('name') name: string,
    @Query() query: GivenQuery,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.profile.send(request, reply, await this.profile.find(viewer, name), query);
  }
}
