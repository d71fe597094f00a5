import { Injectable } from '@nestjs/common';
import { Cache } from '#kernel/cache';
import type { Id } from '#kernel/database';
import { AppError, type ErrorName, isPage, pathOf } from '#kernel/http';
import { Signals } from '#kernel/signals';
import type { Member } from './member.js';
import { MemberTokens, type TokenClaims } from './member-tokens.js';
import { SessionCookies } from './session-cookies.js';
import { type SessionState, SessionsRepository } from './sessions.repository.js';

/** A ban, a revoked session or a new password holds everywhere within 2 s; this leaves time for the reading itself. */
const secondsRemembered = 1.5;

/** What of a request says who sends it. */
interface AskedBy {
  readonly url: string;
  readonly headers: { readonly authorization?: string | undefined; readonly cookie?: string | undefined };
}

/** Part of the keys of a member's sessions: with another one, none of them is found. */
interface Generation {
  readonly number: number;
}
const secondsOfGeneration = 3600;

type Known = { readonly member: Member } | { readonly refusal: ErrorName };

/**
 * Who sends this request, or why nobody: the one answer that guards, passport and hooks share. A refusal is returned,
 * not thrown, because on loose routes it only means a guest.
 */
@Injectable()
export class MemberAuthentication {
  private generations = 0;

  constructor(
    private readonly tokens: MemberTokens,
    private readonly sessions: SessionsRepository,
    private readonly cache: Cache,
    private readonly cookies: SessionCookies,
    private readonly signals: Signals,
  ) {}

  /** `header`: the value of Authorization, if there is one. */
  async authenticate(header: string | undefined): Promise<Member | AppError> {
    const token = bearerToken(header);
    return token === undefined ? new AppError('auth.token-invalid') : this.authenticateToken(token);
  }

  /** Programs send a token, browsers that open pages or send forms a cookie. Neither is believed in place of the other. */
  async authenticateRequest({ url, headers }: AskedBy): Promise<Member | AppError> {
    if (!isPage(pathOf(url))) return this.authenticate(headers.authorization);
    const token = this.cookies.tokenIn(headers.cookie);
    return token === undefined ? new AppError('auth.token-invalid') : this.authenticateToken(token);
  }

  async authenticateToken(token: string): Promise<Member | AppError> {
    const claims = this.tokens.verify(token);
    if (!claims) return new AppError('auth.token-invalid');
    return answer(await this.cache.get(this.keyOf(claims), secondsRemembered, () => this.load(claims)));
  }

  /** The same without waiting; undefined when the database has to be asked. */
  peek(header: string | undefined): Member | AppError | undefined {
    const token = bearerToken(header);
    const claims = token === undefined ? null : this.tokens.verify(token);
    if (!claims) return new AppError('auth.token-invalid');
    const known = this.cache.peek<Known>(this.keyOf(claims));
    return known && answer(known);
  }

  /** Whatever is remembered: for who stays connected, and was told that something has changed. */
  async authenticateAgain(token: string): Promise<Member | AppError> {
    const claims = this.tokens.verify(token);
    return claims ? answer(await this.load(claims)) : new AppError('auth.token-invalid');
  }

  /** When this token runs out, whatever becomes of its session; null where it is none. */
  endOf(token: string): Date | null {
    const claims = this.tokens.verify(token);
    return claims && new Date(claims.expires * 1000);
  }

  /** After a session has changed. By the member, since each process has numbers of its own for their sessions. */
  forget(memberId: Id): void {
    this.cache.forget(generationOf(memberId));
    this.signals.give(sessionsSignal(memberId));
  }

  /** In the unit of work that changes what a member may do; once that is committed, as `forget` for all their sessions. */
  forgetMember(memberId: Id): void {
    this.cache.forgetAfterCommit(generationOf(memberId));
    this.signals.giveAfterCommit(sessionsSignal(memberId));
  }

  private async load({ memberId, sessionId }: TokenClaims): Promise<Known> {
    const state = await this.sessions.findState(memberId, sessionId);
    const refusal = refusalOf(state);
    if (refusal || !state) return { refusal: refusal ?? 'auth.no-account' };
    const { username, isAdmin, isBanned, hasPhone } = state;
    return { member: Object.freeze({ id: memberId, username, isAdmin, isBanned, hasPhone, sessionId }) };
  }

  private keyOf({ memberId, sessionId }: { memberId: Id; sessionId: Id }): string {
    const known = this.cache.peek<Generation>(generationOf(memberId));
    const generation = known ?? { number: (this.generations += 1) };
    if (!known) this.cache.put(generationOf(memberId), secondsOfGeneration, generation);
    return `session:${memberId}:${generation.number}:${sessionId}`;
  }
}

/** Exactly one space and no other form of token: what upload forms send without one, `Bearer null`, is none. */
function bearerToken(header: string | undefined): string | undefined {
  return header === undefined ? undefined : /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header)?.[1];
}

function refusalOf(state: SessionState | null): ErrorName | undefined {
  if (!state || state.isGone) return 'auth.no-account';
  if (state.isRevoked) return 'auth.token-revoked';
  return state.isExpired ? 'auth.token-invalid' : undefined;
}

const answer = (known: Known): Member | AppError => ('member' in known ? known.member : new AppError(known.refusal));

/** That some of a member's sessions may have ended, or that they may do more or less. */
export const sessionsSignal = (memberId: Id): string => `sessions:${memberId}`;

const generationOf = (memberId: Id): string => `sessions:${memberId}`;
