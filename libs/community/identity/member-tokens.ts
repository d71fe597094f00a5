import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import { MasterKey } from '#kernel/crypto';
import { Clock, type Id } from '#kernel/database';
import { tenantScope } from '#kernel/scope';

export const tokenHours = 24;

/** What a token says; whether its session still holds is for `MemberAuthentication` to find out. */
export interface TokenClaims {
  readonly memberId: Id;
  readonly sessionId: Id;
  /** Unix seconds. */
  readonly expires: number;
}

/** In which community a token is one. */
interface Verified {
  readonly claims: TokenClaims;
  readonly tenantId: number;
}

/** Makes and reads the tokens of the scope's community. One of another community is no token here. */
@Injectable()
export class MemberTokens {
  // As KeyObjects: with a string, every verification would take 40 times as long.
  private readonly keys = new LRUCache<number, KeyObject>({ maxSize: 10_000, sizeCalculation: () => 1 });
  /** Only tokens with a good signature come in, so nobody can fill it from outside. */
  private readonly verified = new LRUCache<string, Verified>({ maxSize: 20_000, sizeCalculation: () => 1 });

  constructor(
    private readonly masterKey: MasterKey,
    private readonly clock: Clock,
  ) {}

  sign(member: { id: Id; username: string }, sessionId: Id, hours = tokenHours): string {
    const claims = {
      uid: member.id,
      username: member.username,
      aud: String(tenantScope.current().id),
      sid: sessionId,
      exp: this.clock.seconds() + hours * 3600,
    };
    return jwt.sign(claims, this.key(), { algorithm: 'HS256', noTimestamp: true });
  }

  /** Null for everything but an unexpired token of this community. */
  verify(token: string): TokenClaims | null {
    const { id: tenantId } = tenantScope.current();
    const known = this.verified.get(token);
    const isKnown = known?.tenantId === tenantId;
    const claims = isKnown ? known.claims : this.read(token);
    if (claims && !isKnown) this.verified.set(token, { claims, tenantId });
    return claims && claims.expires > this.clock.seconds() ? claims : null;
  }

  private read(token: string): TokenClaims | null {
    const audience = String(tenantScope.current().id);
    try {
      const claims = jwt.verify(token, this.key(), {
        algorithms: ['HS256'],
        audience,
        clockTimestamp: this.clock.seconds(),
      });
      return typeof claims === 'string' ? null : claimsOf(claims);
    } catch (error) {
      if (error instanceof jwt.JsonWebTokenError) return null;
      throw error;
    }
  }

  private key(): KeyObject {
    const { id } = tenantScope.current();
    const known = this.keys.get(id);
    if (known) return known;
    const derived = this.masterKey.derive('member-token', id);
    this.keys.set(id, derived);
    return derived;
  }
}

function claimsOf({ uid, sid, exp }: Record<string, unknown>): TokenClaims | null {
  const complete = Number.isSafeInteger(uid) && Number.isSafeInteger(sid) && Number.isSafeInteger(exp);
  return complete ? { memberId: uid as number, sessionId: sid as number, expires: exp as number } : null;
}
