import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentDevice, type Device, Everybody, InvitationsService, WebSessionsService } from '#community/identity';
import { blank, errorsOf, type FormState, Pages, valuesOf } from '#web/shell';
import { accountTexts } from './account.texts.js';
import { InvitePage } from './invite.page.js';

/**
 * Where somebody who was invited sets a password. The address is the secret, so it is kept nowhere; it opens also where
 * a community is for its members only.
 */
@Controller('invite')
@Everybody()
export class InviteController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly sessions: WebSessionsService,
    private readonly pages: Pages,
  ) {}

  @Get(':secret')
  async show(
    @Param('secret') secret: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(secret, blank, request, reply);
  }

  @Post(':secret')
  async accept(
    @Param('secret') secret: string,
    @Body() body: unknown,
    @CurrentDevice() device: Device,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { password = '', again = password } = valuesOf(body);
    const { username } = await this.invitations.find(secret);
    const visit = this.pages.visit(request);
    if (again !== password) {
      return this.send(secret, { values: {}, errors: { again: visit.say.passwordsDiffer } }, request, reply);
    }
    try {
      await this.invitations.accept(secret, password);
    } catch (error) {
      const errors = errorsOf(error, visit, { 'member.password-length': 'password' });
      return this.send(secret, { values: {}, errors }, request, reply);
    }
    void reply.header('set-cookie', await this.sessions.signIn(username, password, device));
    this.pages.redirect(reply, '/welcome', 'joined');
  }

  private async send(secret: string, state: FormState, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { username } = await this.invitations.find(secret);
    const visit = await this.pages.reading(request, reply, { guestForms: true });
    const status = state === blank ? 200 : 422;
    const page = InvitePage({ visit, say: accountTexts[visit.reader.locale], username, state });
    this.pages.send(reply, page, { status, secret: true });
  }
}
