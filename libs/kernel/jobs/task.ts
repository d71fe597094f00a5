import type { Id } from '#kernel/database';
import type { TaskClass } from './task-class.js';

/** By what a holder of a task proves that it still is: whoever has another fence than the row has lost it. */
export interface TaskTicket {
  readonly id: Id;
  readonly cluster: string;
  readonly fence: number;
}

/** A row of jobs.task that somebody holds. */
export interface Task extends TaskTicket {
  readonly tenantRole: string;
  readonly kind: string;
  readonly class: TaskClass;
  readonly payload: Record<string, unknown>;
  readonly attempts: number;
  /** The last of migrations/tenant that the schema of its tenant has; null where there is none. */
  readonly schemaVersion: number | null;
}

/** `turn`: the how manieth it is of those of its tenant that are held and those taken with it. */
export interface ClaimedTask extends Task {
  readonly turn: number;
}

/** What became of a run: done; to be tried again; given up; put off with its community; or somebody else's by now. */
export type TaskOutcome = 'done' | 'failed' | 'dead' | 'parked' | 'lost';

/** Trying again cannot help: the task goes to the dead letters at once. Its message holds nothing that a member wrote. */
export class PermanentError extends Error {
  override readonly name: string = 'PermanentError';
}

/** The task was given to somebody else meanwhile; nothing of this run holds. Not a failure. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}
