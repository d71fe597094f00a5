import type { ClaimedTask } from './task.js';
import type { Concurrency, TaskClass } from './task-class.js';

/** What a queue would take of a class now. */
export interface Room {
  readonly class: TaskClass;
  /** Tasks more. */
  readonly free: number;
  /** Tasks that it may hold in all: those that run at once, wherever, and as many that wait right behind them. */
  readonly size: number;
}

export interface Offer {
  /** The state in which its tasks are claimed: `running` for those that start in this process at once, `queued` for a transport. */
  readonly claimAs: 'running' | 'queued';
  /** Only of classes that have room. */
  readonly rooms: readonly Room[];
}

/** Carries tasks to whoever executes them. One that gets lost on the way comes back when its deadline is over. */
export abstract class Queue {
  /** Of this process. */
  abstract readonly concurrency: Concurrency;
  abstract start(): Promise<void>;
  /** Takes nothing more, gives it some seconds, then hands back what has not ended. */
  abstract stop(): Promise<void>;
  abstract offer(): Promise<Offer>;
  /** Calls `listener` each time it has room again. */
  abstract onRoom(listener: () => void): void;
  /** Of tasks claimed as it has offered. Never rejects: what cannot be carried is executed here, or comes back. */
  abstract submit(tasks: readonly ClaimedTask[], claimAs: Offer['claimAs']): Promise<void>;
  /** Resolves when what it took has been executed or given up. */
  abstract drain(): Promise<void>;
}
