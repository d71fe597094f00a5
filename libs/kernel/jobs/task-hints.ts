import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Broadcast, PlatformDatabase } from '#kernel/database';
import { Log } from '#kernel/logging';

export const tasksAdded = 'paopao_tasks';

/**
 * Says that there are tasks, after their commit: to this process at once, to others by one NOTIFY in 50 ms. Only ever
 * a hint; who misses it finds the tasks at the next poll.
 */
@Injectable()
export class TaskHints implements BeforeApplicationShutdown {
  private readonly listeners = new Set<() => void>();
  private readonly broadcast: Broadcast;

  constructor(database: PlatformDatabase, log: Log) {
    const failed = 'A hint about new tasks could not be sent; they are found by polling.';
    this.broadcast = new Broadcast(database, { channel: tasksAdded, failed }, log);
  }

  onHint(listener: () => void): void {
    this.listeners.add(listener);
  }

  give(): void {
    for (const listener of this.listeners) listener();
    this.broadcast.tell('');
  }

  beforeApplicationShutdown(): void {
    this.broadcast.drop();
  }
}
