import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { tenantScope } from '#kernel/scope';
import { cookieIn } from './cookies.js';

/**
 * Cookies of the pages of one community, or of the platform's own: sent to no other host, read by no script. With the prefix `__Host-` a neighbour on the
 * same base domain cannot put one of its own in their place; by plain HTTP no browser would keep such a cookie.
 */
@Injectable()
export class HostCookies {
  constructor(private readonly config: Config) {}

  /** The value of Set-Cookie. */
  hold(name: string, value: string, seconds: number): string {
    const secure = this.isSecure() ? '; Secure' : '';
    return `${this.nameOf(name)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
  }

  /** The value of Set-Cookie that takes it back. */
  drop(name: string): string {
    return this.hold(name, '', 0);
  }

  /** What a Cookie header carries under the name, if that is anything. */
  read(header: string | undefined, name: string): string | undefined {
    return header === undefined ? undefined : cookieIn(header, this.nameOf(name)) || undefined;
  }

  private nameOf(name: string): string {
    return this.isSecure() ? `__Host-${name}` : name;
  }

  private isSecure(): boolean {
    const { platformHost } = this.config;
    return this.config.publicUrl(tenantScope.find()?.primaryHost ?? platformHost).startsWith('https:');
  }
}
