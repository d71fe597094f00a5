import { Injectable } from '@nestjs/common';
import { Config, type TaskClass } from '#kernel/config';

export { type TaskClass, taskClasses } from '#kernel/config';

/** How many tasks of each class run at once. */
export type Concurrency = Readonly<Record<TaskClass, number>>;

/** Beside requests, in one process: half of its connections, and no class is without any. */
export const embeddedConcurrency: Concurrency = {
  notify: 3,
  index: 2,
  media: 1,
  mail: 1,
  outbound: 1,
  lifecycle: 1,
  maintenance: 1,
};

/** In a process that serves no requests beside. */
export const workerConcurrency: Concurrency = {
  notify: 8,
  index: 8,
  media: 2,
  mail: 4,
  outbound: 8,
  lifecycle: 2,
  maintenance: 2,
};

/** How many tasks of each class this process runs at once, by its settings and by what else it does. */
@Injectable()
export class TaskCapacity {
  private usual = embeddedConcurrency;

  constructor(private readonly config: Config) {}

  /** For a process that serves no requests; said before it begins with tasks. */
  asWorker(): void {
    this.usual = workerConcurrency;
  }

  get concurrency(): Concurrency {
    return { ...this.usual, ...this.config.workerConcurrency };
  }
}
