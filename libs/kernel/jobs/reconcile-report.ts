import type { Id } from '#kernel/database';

export const reconcileKinds = ['counter', 'search', 'message', 'media'] as const;
export type ReconcileKind = (typeof reconcileKinds)[number];

/** What a run has found so far. Failed is what is wrong and was not mended. */
export interface Tally {
  readonly checked: number;
  readonly repaired: number;
  readonly failed: number;
}

export interface ReconcileReport extends Tally {
  readonly id: Id;
  readonly by: string;
  readonly startedAt: Date;
  /** Null as long as any of it goes on. */
  readonly finishedAt: Date | null;
  /** Communities that were at work when the run began. */
  readonly tenants: number;
  /** Those of them that it has gone through. */
  readonly done: number;
  readonly byKind: Readonly<Record<ReconcileKind, Tally>>;
}
