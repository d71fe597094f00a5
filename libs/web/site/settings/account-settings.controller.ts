import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/http';
import {
  CurrentDevice,
  CurrentMember,
  type Device,
  type Member,
  PasswordChangeService,
  SignedIn,
  Unbanned,
  WebSessionsService,
} from '#community/identity';
import { MembersService } from '#community/members';
import { blank, errorsOf, type FieldErrors, type FormState, Pages, valuesOf } from '#web/shell';
import { AccountSettingsPage, PasswordSettingsPage } from './account-settings.page.js';
import { SettingsPage } from './settings-frame.js';
import { settingsTexts } from './settings.texts.js';

/** What there is to set, the account, and the password by which one gets in. */
@Controller('settings')
export class AccountSettingsController {
  constructor(
    private readonly members: MembersService,
    private readonly passwords: PasswordChangeService,
    private readonly sessions: WebSessionsService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @SignedIn()
  async overview(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.pages.send(reply, SettingsPage({ visit: await this.pages.reading(request, reply) }));
  }

  @Get('account')
  @SignedIn()
  async account(
    @CurrentMember() member: Member,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [visit, own] = await Promise.all([this.pages.reading(request, reply), this.members.getOwn(member)]);
    this.pages.send(reply, AccountSettingsPage({ visit, own }));
  }

  @Post('account/sign-out-everywhere')
  @SignedIn()
  async signOutEverywhere(@CurrentMember() member: Member, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('set-cookie', await this.sessions.signOutEverywhere(member));
    this.pages.redirect(reply, '/sign-in', 'signedOut');
  }

  @Get('password')
  @SignedIn()
  async password(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sendPassword(request, reply, blank);
  }

  /** Every session ends by it; this browser is let in again at once. */
  @Post('password')
  @Unbanned()
  async changePassword(
    @CurrentMember() member: Member,
    @Body() body: unknown,
    @CurrentDevice() device: Device,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { old_password: old = '', password = '', again = password } = valuesOf(body);
    const { say } = this.pages.visit(request);
    if (again !== password)
      return this.sendPassword(request, reply, { values: {}, errors: { again: say.passwordsDiffer } });
    try {
      await this.passwords.change(member, { old, new: password }, device);
    } catch (error) {
      return this.sendPassword(request, reply, { values: {}, errors: this.refusalsOf(error, request) });
    }
    void reply.header('set-cookie', await this.sessions.signIn(member.username, password, device));
    this.pages.redirect(reply, '/settings/password', 'saved');
  }

  private refusalsOf(error: unknown, request: FastifyRequest): FieldErrors {
    const visit = this.pages.visit(request);
    if (error instanceof AppError && error.code === 'member.login-locked')
      return { '': settingsTexts[visit.reader.locale].locked };
    return errorsOf(error, visit, {
      'member.password-length': 'password',
      'member.password-wrong': 'old_password',
    });
  }

  private async sendPassword(request: FastifyRequest, reply: FastifyReply, state: FormState): Promise<void> {
    const visit = await this.pages.reading(request, reply);
    const status = state === blank ? 200 : 422;
    this.pages.send(reply, PasswordSettingsPage({ visit, state }), { status });
  }
}
