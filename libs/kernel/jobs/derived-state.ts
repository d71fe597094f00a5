import type { Id } from '#kernel/database';
import type { ReconcileKind } from './reconcile-report.js';

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

/**
 * Whether a task of this kind about this id waits or runs, as a condition of a statement in the tenant's schema: what it
 * is still going to do is not wrong yet.
 */
export const isPendingSql = (task: string, field: string, id: string): string =>
  `exists (select from jobs.task pending where pending.tenant_role = current_user and pending.kind = '${task}'
              and pending.state <> 'dead' and (pending.payload ->> '${field}')::bigint = ${id})`;
