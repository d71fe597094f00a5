import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MasterKey } from '#kernel/crypto';
import { HostCookies } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { SessionCookies } from '#community/identity';

/** Name of the hidden field. */
export const tokenField = 'form_token';
/** By scripts of ours, whose requests are no forms. */
export const tokenHeader = 'x-form-token';
const guestCookie = 'guest';
const guestSeconds = 86_400;

/**
 * What a form of ours carries, and no page elsewhere can know: made from the session or, for a guest, from a cookie that
 * holds nothing else. Good for one community and as long as either lasts.
 */
@Injectable()
export class FormTokens {
  constructor(
    private readonly masterKey: MasterKey,
    private readonly sessions: SessionCookies,
    private readonly cookies: HostCookies,
  ) {}

  /** Of whoever asks, if they have a session or have been given a form before. */
  known({ headers }: FastifyRequest): string | null {
    const secret = this.sessions.tokenIn(headers.cookie) ?? this.cookies.read(headers.cookie, guestCookie);
    return secret ? this.of(secret) : null;
  }

  /** For a page with forms that guests may send, too; they are given a cookie with the first one. */
  forPage(request: FastifyRequest, reply: FastifyReply): string {
    const known = this.known(request);
    if (known !== null) return known;
    const secret = randomBytes(16).toString('base64url');
    void reply.header('set-cookie', this.cookies.hold(guestCookie, secret, guestSeconds));
    return this.of(secret);
  }

  isRight(request: FastifyRequest, given: unknown): boolean {
    const known = this.known(request);
    if (known === null || typeof given !== 'string') return false;
    const [one, other] = [Buffer.from(known), Buffer.from(given)];
    return one.length === other.length && timingSafeEqual(one, other);
  }

  /** Of a session's token, or of what a guest's cookie holds. */
  of(secret: string): string {
    return createHmac('sha256', this.masterKey.derive('form-token', tenantScope.current().id))
      .update(secret)
      .digest('base64url');
  }
}
