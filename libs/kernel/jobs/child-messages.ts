import type { Task, TaskOutcome } from './task.js';

/** Where a child finds what its parent works with. */
export interface ChildDeployment {
  readonly url: string;
  readonly namespace: string;
  /** The project's folder. */
  readonly root: string;
}

/** At first where everything is, then one task at a time. */
export type ToChild = { readonly deployment: ChildDeployment } | { readonly task: Task };

/** That it can begin; then what became of each task, or that not even that could be written down. */
export type FromChild = { readonly ready: true } | { readonly outcome: TaskOutcome } | { readonly unrecorded: string };
