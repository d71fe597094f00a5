import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, type Query as GivenQuery } from '#kernel/http';
import {
  CurrentDevice,
  CurrentMember,
  CurrentViewer,
  type Device,
  Everybody,
  type Member,
  SignedIn,
  type Viewer,
  WebSessionsService,
} from '#community/identity';
import {
  blank,
  errorsOf,
  type FieldErrors,
  type FormState,
  keptField,
  LateForms,
  Pages,
  safePath,
  valuesOf,
} from '#web/shell';
import { accountTexts } from './account.texts.js';
import { SignInPage } from './sign-in.page.js';

/** Open also where a community is for its members only: they are guests until they sign in. */
@Controller()
export class SignInController {
  constructor(
    private readonly sessions: WebSessionsService,
    private readonly late: LateForms,
    private readonly pages: Pages,
  ) {}

  @Get('sign-in')
  @Everybody()
  async show(
    @CurrentViewer() viewer: Viewer,
    @Query() query: GivenQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (viewer) return this.pages.redirect(reply, nextOf(query));
    await this.send(request, reply, nextOf(query), blank);
  }

  @Post('sign-in')
  @Everybody()
  async signIn(
    @Body() body: unknown,
    @Query() query: GivenQuery,
    @CurrentDevice() device: Device,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { username = '', password = '', [keptField]: sealed = '' } = valuesOf(body);
    const [next, form] = [nextOf(query), this.late.carriedIn(sealed)];
    const exchange = { request, reply };
    let cookie: string;
    try {
      cookie = await this.sessions.signIn(username, password, device);
    } catch (error) {
      const state = { values: { username }, errors: this.errorsOf(error, request) };
      if (form) return this.late.askToSignIn(exchange, { sealed, form, next }, state);
      return this.send(request, reply, next, state);
    }
    void reply.header('set-cookie', cookie);
    if (form) return this.late.afterSigningIn(exchange, form, this.sessions.tokenIn(cookie)!);
    this.pages.redirect(reply, next, 'signedIn');
  }

  @Post('sign-out')
  @SignedIn()
  async signOut(@CurrentMember() member: Member, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('set-cookie', await this.sessions.signOut(member));
    this.pages.redirect(reply, '/', 'signedOut');
  }

  private errorsOf(error: unknown, request: FastifyRequest): FieldErrors {
    const visit = this.pages.visit(request);
    if (error instanceof AppError && error.code === 'member.login-locked')
      return { '': accountTexts[visit.reader.locale].locked(minutesIn(error)) };
    return errorsOf(error, visit, { 'auth.wrong-credentials': 'password' });
  }

  private async send(request: FastifyRequest, reply: FastifyReply, next: string, state: FormState): Promise<void> {
    const visit = await this.pages.reading(request, reply, { guestForms: true });
    const status = state === blank ? 200 : 422;
    this.pages.send(reply, SignInPage({ visit, say: accountTexts[visit.reader.locale], state, next }), { status });
  }
}

const minutesIn = ({ details: { minutes } }: AppError): number => (typeof minutes === 'number' ? minutes : 60);
const nextOf = ({ next }: GivenQuery): string => safePath(typeof next === 'string' ? next : undefined);
