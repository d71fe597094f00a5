import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { idFrom } from '#kernel/http';
import { Administrator, CurrentMember, type Member, type MemberRequest } from '#community/identity';
import { SupportConsent } from '#platform/support';
import { blank, errorsOf, type FormState, Pages, valuesOf } from '#web/shell';
import { deskTexts } from './desk.texts.js';
import { SupportPage, supportPath } from './support.page.js';
import { supportTexts } from './support.texts.js';

type Act = 'grant' | 'refuse' | 'end';

/** Whether support of the platform may look at the community. */
@Controller('manage/support')
@Administrator()
export class DeskSupportController {
  constructor(
    private readonly support: SupportConsent,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: MemberRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, blank);
  }

  @Post('grant')
  async grant(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: MemberRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.decide('grant', member, body, request, reply);
  }

  @Post('refuse')
  async refuse(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: MemberRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.decide('refuse', member, body, request, reply);
  }

  @Post('end')
  async end(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @Req() request: MemberRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.decide('end', member, body, request, reply);
  }

  private async decide(
    act: Act,
    { id, username }: Member,
    body: unknown,
    request: MemberRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const typed = valuesOf(body);
    try {
      await this.support[act]({ id, username, address: request.ip }, idFrom(typed, 'id'));
    } catch (error) {
      const errors = errorsOf(error, this.pages.visit(request));
      return this.send(request, reply, { values: { ...typed, act }, errors });
    }
    this.pages.redirect(reply, supportPath, 'done');
  }

  private async send(request: MemberRequest, reply: FastifyReply, state: FormState): Promise<void> {
    const isVisitor = request.support !== undefined;
    const [visit, accesses] = await Promise.all([
      this.pages.reading(request, reply, { guestForms: isVisitor, changesNothing: true }),
      this.support.list(),
    ]);
    const { locale } = visit.reader;
    const page = SupportPage({
      visit,
      say: deskTexts[locale],
      texts: supportTexts[locale],
      accesses,
      state,
      isVisitor,
    });
    this.pages.send(reply, page, { status: state === blank ? 200 : 422 });
  }
}
