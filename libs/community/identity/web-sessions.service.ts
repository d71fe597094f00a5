import { Injectable } from '@nestjs/common';
import type { Device } from './device.js';
import { LoginsService } from './logins.service.js';
import type { Member } from './member.js';
import { SessionCookies } from './session-cookies.js';
import { SessionsService } from './sessions.service.js';

/** So long a browser stays signed in; nobody wants to type a password every day. */
const hours = 30 * 24;

/** Signing in and out with a browser: what the API does with tokens, with a cookie. */
@Injectable()
export class WebSessionsService {
  constructor(
    private readonly logins: LoginsService,
    private readonly sessions: SessionsService,
    private readonly cookies: SessionCookies,
  ) {}

  /** Answers the value of Set-Cookie. */
  async signIn(username: string, password: string, device: Device): Promise<string> {
    return this.cookies.hold(await this.logins.login(username, password, device, hours), hours);
  }

  /** Answers the value of Set-Cookie. */
  async signOut(member: Member): Promise<string> {
    await this.sessions.end(member);
    return this.cookies.drop();
  }

  /** Everywhere, also here. Answers the value of Set-Cookie. */
  async signOutEverywhere(member: Member): Promise<string> {
    await this.sessions.endAll(member);
    return this.cookies.drop();
  }

  /** The token that a Cookie header carries, if it does; whether it holds is for `MemberAuthentication` to find out. */
  tokenIn(cookies: string | undefined): string | undefined {
    return this.cookies.tokenIn(cookies);
  }
}
