import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { Log } from '#kernel/logging';
import { scope } from '#kernel/scope';

export const tasksAdded = 'paopao_tasks';
const atMostEvery = 50;

/**
 * Says that there are tasks, after their commit: to this process at once, to others by one NOTIFY in 50 ms. Only ever
 * a hint; who misses it finds the tasks at the next poll.
 */
@Injectable()
export class TaskHints implements BeforeApplicationShutdown {
  private readonly listeners = new Set<() => void>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly database: PlatformDatabase,
    private readonly log: Log,
  ) {}

  onHint(listener: () => void): void {
    this.listeners.add(listener);
  }

  give(): void {
    for (const listener of this.listeners) listener();
    this.timer ??= setTimeout(() => scope.run({}, () => void this.notify()), atMostEvery).unref();
  }

  beforeApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  private async notify(): Promise<void> {
    this.timer = undefined;
    try {
      await this.database.notify(tasksAdded);
    } catch (error) {
      this.log.warn('A hint about new tasks could not be sent; they are found by polling.', error as Error);
    }
  }
}
