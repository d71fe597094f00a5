import type { Id } from '#kernel/database';

/** A claimed row of jobs.task. Whoever holds another fence than the row's has lost it. */
export interface Task {
  readonly id: Id;
  readonly cluster: string;
  readonly tenantRole: string;
  readonly kind: string;
  readonly class: string;
  readonly payload: Record<string, unknown>;
  readonly attempts: number;
  readonly fence: number;
}

/** Trying again cannot help: the task goes to the dead letters at once. */
export class PermanentError extends Error {
  override readonly name: string = 'PermanentError';
}

/** The task was given to somebody else meanwhile; nothing of this run holds. Not a failure. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}
