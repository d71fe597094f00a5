import { Injectable } from '@nestjs/common';
import { HostCookies } from '#kernel/http';

const name = 'session';

/** By which a browser is signed in on the pages of one community. `/v1` never looks at it. */
@Injectable()
export class SessionCookies {
  constructor(private readonly cookies: HostCookies) {}

  /** The value of Set-Cookie. */
  hold(token: string, hours: number): string {
    return this.cookies.hold(name, token, hours * 3600);
  }

  /** The value of Set-Cookie that takes it back. */
  drop(): string {
    return this.cookies.drop(name);
  }

  /** The token that a Cookie header carries for this, if it does. */
  tokenIn(header: string | undefined): string | undefined {
    return this.cookies.read(header, name);
  }
}
