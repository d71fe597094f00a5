import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import { CurrentMember, type Member, SessionsService, SignedIn, WebSessionsService } from '#community/identity';
import { Pages, valuesOf } from '#web/shell';
import { SessionsSettingsPage } from './sessions-settings.page.js';

/** Where a member is signed in, and how that ends. */
@Controller('settings/sessions')
@SignedIn()
export class SessionsSettingsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly webSessions: WebSessionsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [visit, sessions] = await Promise.all([this.pages.reading(request, reply), this.sessions.list(member)]);
    this.pages.send(reply, SessionsSettingsPage({ visit, sessions, currentId: member.sessionId }));
  }

  @Post('end')
  async end(@CurrentMember() member: Member, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const { id = '' } = valuesOf(body);
    if (!/^\d{1,15}$/.test(id)) throw new AppError('session.not-found');
    if (Number(id) === member.sessionId) {
      void reply.header('set-cookie', await this.webSessions.signOut(member));
      return this.pages.redirect(reply, '/', 'signedOut');
    }
    await this.sessions.revoke(member, Number(id));
    this.pages.redirect(reply, '/settings/sessions', 'done');
  }

  @Post('end-others')
  async endOthers(@CurrentMember() member: Member, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.endOthers(member);
    this.pages.redirect(reply, '/settings/sessions', 'done');
  }
}
