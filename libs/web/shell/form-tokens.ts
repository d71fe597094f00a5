import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MasterKey } from '#kernel/crypto';
import { HostCookies } from '#kernel/http';
import { tenantScope } from '#kernel/scope';
import { type MemberRequest, SessionCookies, type Viewer } from '#community/identity';

/** Name of the hidden field. */
export const tokenField = 'form_token';
/** By scripts of ours, whose requests are no forms. */
export const tokenHeader = 'x-form-token';
const guestCookie = 'guest';
const guestSeconds = 86_400;

/** A token begins with whose page it was, and ends with what nobody can make. */
const shape = /^([\w-]{11})[\w-]{43}$/;

/**
 * What a form of ours carries, and no page elsewhere can know: made from the session or, for a guest, from a cookie that
 * holds nothing else. Good for one community, or for the platform's own pages, and as long as either lasts.
 */
@Injectable()
export class FormTokens {
  constructor(
    private readonly masterKey: MasterKey,
    private readonly sessions: SessionCookies,
    private readonly cookies: HostCookies,
  ) {}

  /** For a page with forms that guests may send, too; they are given a cookie with the first one. */
  forPage(request: FastifyRequest, reply: FastifyReply): string {
    const whose = this.whose((request as MemberRequest).member ?? null);
    const known = this.secretOf(request);
    if (known !== undefined) return this.of(known, whose);
    const secret = randomBytes(16).toString('base64url');
    void reply.header('set-cookie', this.cookies.hold(guestCookie, secret, guestSeconds));
    return this.of(secret, whose);
  }

  isRight(request: FastifyRequest, given: unknown): boolean {
    const secret = this.secretOf(request);
    const whose = this.whoseIn(given);
    if (secret === undefined || whose === undefined) return false;
    return timingSafeEqual(Buffer.from(this.of(secret, whose)), Buffer.from(given as string));
  }

  /** Of a session's token, or of what a guest's cookie holds. */
  of(secret: string, whose = this.whose(null)): string {
    return whose + this.mac(`${whose} ${secret}`);
  }

  /** The same on all pages of one member here, whatever their session, or of guests; it says nobody who that is. */
  whose(viewer: Viewer): string {
    return this.mac(viewer ? `member ${viewer.id}` : 'guest').slice(0, 11);
  }

  /** As a token says it, be it right or not; undefined: it is none. */
  whoseIn(given: unknown): string | undefined {
    return typeof given === 'string' ? shape.exec(given)?.[1] : undefined;
  }

  private secretOf({ headers }: FastifyRequest): string | undefined {
    return this.sessions.tokenIn(headers.cookie) ?? this.cookies.read(headers.cookie, guestCookie);
  }

  private mac(text: string): string {
    return createHmac('sha256', this.masterKey.derive('form-token', tenantScope.find()?.id))
      .update(text)
      .digest('base64url');
  }
}
