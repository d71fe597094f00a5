import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Query as GivenQuery } from '#kernel/http';
import { SignupsService, SignupStandings } from '#platform/signups';
import { valuesOf } from '#web/shell';
import { ApexPages } from './apex-pages.js';
import { CreateForms, requestKeyOf, requestOf } from './create-forms.js';
import { LateApexForms } from './late-apex-forms.filter.js';
import { StandingPage } from './standing.page.js';

/** A form from which a community is made, or asked for. */
@Controller('platform/apex')
@UseFilters(LateApexForms)
export class CreateController {
  constructor(
    private readonly pages: ApexPages,
    private readonly forms: CreateForms,
    private readonly signups: SignupsService,
    private readonly standings: SignupStandings,
  ) {}

  /** `name` and `code` may stand in the address: of the front page's form, and of the link of an invitation. */
  @Get('create')
  async show(@Query() query: GivenQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.forms.begin(request, reply, { name: textIn(query, 'name'), code: textIn(query, 'code') });
  }

  @Post('create')
  async create(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const typed = valuesOf(body);
    if (typed['check']) return this.forms.look(request, reply, typed);
    try {
      const { enterUrl, statusPath } = await this.signups.submit(
        requestOf(typed),
        `page:${requestKeyOf(typed)}`,
        request.ip,
      );
      this.pages.redirect(reply, enterUrl ?? statusPath);
    } catch (error) {
      this.forms.refuse(request, reply, { typed, error });
    }
  }

  @Get('created/:secret')
  async created(
    @Param('secret') secret: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const standing = await this.standings.find(secret);
    this.pages.send(reply, StandingPage({ visit: this.pages.visit(request), standing }), { secret: true });
  }
}

const textIn = (query: GivenQuery, name: string): string => {
  const value = query[name];
  return typeof value === 'string' ? value : '';
};
