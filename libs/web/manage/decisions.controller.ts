import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { idFrom, type Query as GivenQuery } from '#kernel/http';
import { MembersAdministrationService } from '#community/administration';
import { Administrator } from '#community/identity';
import { Pages } from '#web/shell';
import { type Decision, DecisionPage } from './decisions.page.js';
import { decisionTexts } from './decisions.texts.js';
import { deskTexts } from './desk.texts.js';
import { askedIn } from './members-path.js';

/** What weighs more than a press of a button is asked on a page of its own, which says what it means. */
@Controller('manage/members/:id')
@Administrator()
export class DeskDecisionsController {
  constructor(
    private readonly members: MembersAdministrationService,
    private readonly pages: Pages,
  ) {}

  @Get('administrator')
  async askToPromote(
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.ask('promote', { params, query }, request, reply);
  }

  @Get('suspend')
  async askToSuspend(
    @Param() params: GivenQuery,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.ask('suspend', { params, query }, request, reply);
  }

  private async ask(
    decision: Decision,
    { params, query }: { params: GivenQuery; query: GivenQuery },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const member = await this.members.getById(idFrom(params, 'id'));
    const visit = await this.pages.reading(request, reply);
    const { locale } = visit.reader;
    const model = { visit, decision, member, asked: askedIn(query) };
    this.pages.send(reply, DecisionPage({ ...model, say: deskTexts[locale], texts: decisionTexts[locale] }));
  }
}
