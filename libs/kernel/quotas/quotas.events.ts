import { DomainEvent } from '#kernel/jobs';
import type { Quota } from '#kernel/scope';

/** Of something that a plan limits a community has used four fifths; once, until it uses less, or another day begins. */
export class QuotaNearlyUsed extends DomainEvent {
  static override readonly type = 'quota.nearly-used';
  constructor(
    readonly quota: Quota,
    readonly used: number,
    readonly limit: number,
    /** On which day, `2026-03-01`. */
    readonly day: string,
  ) {
    super();
  }
}
