import type { Id } from '#kernel/database';

export const reconcileKinds = ['counter', 'search', 'message', 'media'] as const;
export type ReconcileKind = (typeof reconcileKinds)[number];

/** What a run has found so far. Failed is what is wrong and was not mended. */
export interface Tally {
  readonly checked: number;
  readonly repaired: number;
  readonly failed: number;
}

/** What was not mended of a derived state of a community. */
export interface ReconcileFailure {
  readonly role: string;
  /** Name of the derived state. */
  readonly state: string;
  readonly failed: number;
  /** Why the state could not be gone through, as for dead letters; null where it could, and found what it does not mend. */
  readonly error: string | null;
}

export interface ReconcileReport extends Tally {
  readonly id: Id;
  readonly by: string;
  readonly startedAt: Date;
  /** Null as long as any of it goes on, or is going to. */
  readonly finishedAt: Date | null;
  /** Communities that were at work when the run began. */
  readonly tenants: number;
  /** Those of them that it has gone through. */
  readonly done: number;
  /** Those that it waits for: they are not at work any more, or their schema is behind. */
  readonly waiting: number;
  /** Those that it has left: given up, or gone meanwhile. */
  readonly lost: number;
  readonly byKind: Readonly<Record<ReconcileKind, Tally>>;
  /** The first 50. */
  readonly failures: readonly ReconcileFailure[];
}

export const failuresTold = 50;
