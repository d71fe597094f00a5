import type { DnsAnswer } from '#kernel/dns';
import type { ActingMember } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';

/**
 * `unverified`: claimed, never proven. `verified`: serves. `degraded`: serves, though its record was not found at the last
 * look. `lapsed`: was proven and is no longer; serves nothing until it is proven anew.
 */
export const ownerships = ['unverified', 'verified', 'degraded', 'lapsed'] as const;
export type Ownership = (typeof ownerships)[number];

/** `none`: it serves nothing, so none is given out. `pending`: no request has come over HTTPS yet. `issued`: one has. */
export const certificates = ['none', 'pending', 'issued'] as const;
export type Certificate = (typeof certificates)[number];

/** What a look in the DNS found of the record. */
export type Sight = 'proven' | 'missing' | 'wrong' | 'trouble';

/** Why the last look did not make it verified. */
export const domainProblems = ['missing', 'wrong', 'trouble', 'taken', 'quarantined'] as const;
export type DomainProblem = (typeof domainProblems)[number];

export type DomainActor = { readonly operator: OperatorAccount } | { readonly member: ActingMember };

/** A claim under its lock, with what its rules need of the database's clock. */
export interface Claim {
  readonly token: string;
  readonly ownership: Ownership;
  readonly attempts: number;
  /** Since its record was missed first; null while it is not. */
  readonly missingSeconds: number | null;
  /** How much longer an unproven one is looked for by itself. */
  readonly lookSecondsLeft: number;
}

const [minute, hour, day] = [60, 3_600, 86_400];
/** So long a verified domain serves on without its record. */
export const graceDays = 7;
/** So long one that is not proven is looked for by itself. */
export const lookDays = 14;

export const challengeOf = (host: string): string => `_paopao-challenge.${host}`;

/** Some providers keep the quotes that people type around a text. */
export function sightOf(answer: DnsAnswer, token: string): Sight {
  if (answer.kind !== 'found') return answer.kind;
  if (answer.values.length === 0) return 'missing';
  return answer.values.some((value) => value.trim().replace(/^"(.*)"$/, '$1') === token) ? 'proven' : 'wrong';
}

/** Trouble says nothing, so it changes nothing. */
export function ownershipAfter({ ownership, missingSeconds }: Claim, sight: Sight): Ownership {
  if (sight === 'trouble') return ownership;
  if (sight === 'proven') return 'verified';
  if (ownership === 'verified') return 'degraded';
  const isOver = ownership === 'degraded' && missingSeconds !== null && missingSeconds >= graceDays * day;
  return isOver ? 'lapsed' : ownership;
}

/** In seconds; null: not by itself any more. `ownership`: as it is after this look. */
export function nextLookIn({ attempts, lookSecondsLeft }: Claim, ownership: Ownership, sight: Sight): number | null {
  if (ownership === 'verified') return sight === 'trouble' ? hour : day;
  if (ownership === 'degraded') return sight === 'trouble' ? hour : 6 * hour;
  const pause = Math.min(minute * 2 ** Math.min(attempts, 20), 6 * hour);
  return pause <= lookSecondsLeft ? pause : null;
}
