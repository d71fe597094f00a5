import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, type ErrorName } from '#kernel/http';
import { AccountsService, CurrentDevice, type Device, Everybody, WebSessionsService } from '#community/identity';
import { blank, errorsOf, type FormState, Pages, valuesOf } from '#web/shell';
import { accountTexts } from './account.texts.js';
import { SignUpPage } from './sign-up.page.js';

const fields: Partial<Record<ErrorName, string>> = {
  'member.username-taken': 'username',
  'member.username-length': 'username',
  'member.username-characters': 'username',
  'member.password-length': 'password',
};

/** Open also where a community is for its members only: whoever joins is a guest until then. */
@Controller('sign-up')
@Everybody()
export class SignUpController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: WebSessionsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, blank);
  }

  @Post()
  async join(
    @Body() body: unknown,
    @CurrentDevice() device: Device,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { username = '', password = '' } = valuesOf(body);
    try {
      await this.accounts.register(username.trim(), password, device.ip);
    } catch (error) {
      if (error instanceof AppError && error.code === 'member.registration-closed')
        return this.send(request, reply, blank, error.status);
      const errors = errorsOf(error, this.pages.visit(request), fields);
      return this.send(request, reply, { values: { username }, errors }, 422);
    }
    void reply.header('set-cookie', await this.sessions.signIn(username.trim(), password, device));
    this.pages.redirect(reply, '/welcome', 'joined');
  }

  private async send(request: FastifyRequest, reply: FastifyReply, state: FormState, status = 200): Promise<void> {
    const visit = await this.pages.reading(request, reply, { guestForms: true });
    this.pages.send(reply, SignUpPage({ visit, say: accountTexts[visit.reader.locale], state }), { status });
  }
}
