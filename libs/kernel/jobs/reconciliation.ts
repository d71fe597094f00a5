import type { Id } from '#kernel/database';
import { DomainEvent } from './domain-event.js';

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

/** What one batch came to. */
export interface Mended {
  readonly checked: number;
  readonly repaired: number;
  /** Wrong, and not to be mended by a sweep. */
  readonly failed?: number;
  /** Behind which the next batch begins; null when this was the last one. */
  readonly next: Id | null;
}

/**
 * State of a room that follows from other rows, and can be made right from them. A provider of this class is found by
 * the reconciler, wherever it is.
 */
export abstract class DerivedState {
  /** `room.what`; kept in rows of tasks, so it is never renamed. A community's states are gone through in this order. */
  abstract readonly name: string;
  abstract readonly kind: ReconcileKind;
  /**
   * Looks at the next rows, by id, behind `after` (0 at first), and mends what is wrong, in the open unit of work and
   * while others write: so it locks what it changes, and reads it once more after that. A few statements.
   */
  abstract mend(after: Id): Promise<Mended>;
}

/** A run is to go on in the community in scope: with the state of this name, behind this id. */
export class ReconcileStep extends DomainEvent {
  static override readonly type = 'reconcile.step';
  constructor(
    readonly runId: Id,
    readonly state: string,
    readonly after: Id,
  ) {
    super();
  }
}

export const reconcileTask = 'jobs.reconcile';
export const reconcileKey = (runId: Id | string): string => `run ${runId}`;

/**
 * Whether a task of this kind about this id waits or runs, as a condition of a statement in the tenant's schema: what it
 * is still going to do is not wrong yet.
 */
export const isPendingSql = (task: string, field: string, id: string): string =>
  `exists (select from jobs.task pending where pending.tenant_role = current_user and pending.kind = '${task}'
              and pending.state <> 'dead' and (pending.payload ->> '${field}')::bigint = ${id})`;
