import type { Concurrency, TaskClass } from './task-class.js';

export const taskStates = ['ready', 'queued', 'running', 'parked', 'dead'] as const;
export type TaskState = (typeof taskStates)[number];

/** How many tasks there are in each state, and how long, in seconds, the oldest that could run has been waiting. */
export type StateFigures = Readonly<Record<TaskState, number>> & { readonly oldestReady: number | null };
export type ClassFigures = StateFigures & { readonly class: TaskClass };

export interface RoleFigures {
  readonly role: string;
  readonly count: number;
  /** Only of classes that it has tasks of. */
  readonly classes: readonly ClassFigures[];
}

export interface FigureFilter {
  readonly role?: string | undefined;
  readonly class?: TaskClass | undefined;
  readonly state?: TaskState | undefined;
}

export interface TaskCounts {
  /** Of all classes, in their order. */
  readonly classes: readonly ClassFigures[];
  /** How many roles have tasks. */
  readonly roles: number;
  /** Those of them with the most tasks, the most first. */
  readonly busiest: readonly RoleFigures[];
}

export interface WorkerFigures {
  readonly number: number;
  readonly host: string;
  readonly concurrency: Concurrency;
  readonly since: Date;
  readonly seen: Date;
}

export interface ScheduleFigures {
  readonly kind: string;
  readonly class: TaskClass;
  /** In seconds. */
  readonly every: number;
  readonly perTenant: boolean;
  readonly last: Date | null;
  readonly next: Date;
}
