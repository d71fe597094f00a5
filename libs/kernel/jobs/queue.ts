import type { Task } from './task.js';

/** Carries claimed tasks to whoever executes them. A task that gets lost on the way comes back when its lease ends. */
export abstract class Queue {
  /** How many tasks it would take now. */
  abstract room(): number;
  /** Calls `listener` each time it has room again. */
  abstract onRoom(listener: () => void): void;
  abstract submit(tasks: Task[]): void;
  /** Resolves when what it took has been executed or given up. */
  abstract drain(): Promise<void>;
}
