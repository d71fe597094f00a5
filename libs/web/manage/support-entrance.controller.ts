import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Clock } from '#kernel/database';
import { AppError, HostCookies } from '#kernel/http';
import { supportCookie } from '#kernel/tenancy';
import { Everybody, type MemberRequest } from '#community/identity';
import { SupportEntrance } from '#platform/support';
import { Pages, RefusedPage, valuesOf } from '#web/shell';
import { SupportEnterPage } from './support.page.js';
import { supportTexts } from './support.texts.js';

/** How somebody of support comes in, where the community has consented. */
@Controller('support')
@Everybody()
export class SupportEntranceController {
  constructor(
    private readonly entrance: SupportEntrance,
    private readonly pages: Pages,
    private readonly cookies: HostCookies,
    private readonly clock: Clock,
  ) {}

  @Get('enter/:secret')
  async ask(@Param('secret') secret: string, @Req() request: MemberRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.pages.reading(request, reply, { guestForms: true, changesNothing: true });
    const texts = supportTexts[visit.reader.locale];
    this.pages.send(reply, SupportEnterPage({ visit, texts, secret }), { secret: true });
  }

  @Post('enter')
  async enter(@Body() body: unknown, @Req() request: MemberRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      const { secret, until } = await this.entrance.enter(valuesOf(body)['secret'] ?? '', request.ip);
      const seconds = Math.max(1, Math.floor((until.getTime() - this.clock.now().getTime()) / 1000));
      void reply.header('set-cookie', this.cookies.hold(supportCookie, secret, seconds));
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'support.link-expired')) throw error;
      return this.refuse(request, reply, error.status);
    }
    this.pages.redirect(reply, '/manage');
  }

  @Post('leave')
  async leave(@Req() request: MemberRequest, @Res() reply: FastifyReply): Promise<void> {
    const secret = this.cookies.read(request.headers.cookie, supportCookie);
    if (secret !== undefined) await this.entrance.leave(secret, request.ip);
    void reply.header('set-cookie', this.cookies.drop(supportCookie));
    this.pages.redirect(reply, '/');
  }

  private refuse(request: MemberRequest, reply: FastifyReply, status: number): void {
    const visit = this.pages.visit(request);
    const { gone: title, goneMore: more } = supportTexts[visit.reader.locale];
    this.pages.send(reply, RefusedPage({ visit, title, more }), { status });
  }
}
