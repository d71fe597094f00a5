import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { ClusterDatabase, Clusters, Listener } from '#kernel/database';
import { Log } from '#kernel/logging';
import { Queue } from './queue.js';
import { TaskHints, tasksAdded } from './task-hints.js';
import { TasksRepository } from './tasks.repository.js';

const pollEvery = 250;
/** At the end of the process; what is not done by then comes back when its lease ends. */
const drainFor = 4_000;

/** Brings ready tasks from the rows to the queue: at a hint, and every 250 ms in any case. */
@Injectable()
export class Dispatcher implements BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private cycle?: Promise<number>;
  private again = false;
  /** Whether the last cycle left something because the queue was full. */
  private more = false;
  private stopped = true;
  private listeners: Listener[] = [];

  constructor(
    private readonly clusters: Clusters,
    private readonly tasks: TasksRepository,
    private readonly queue: Queue,
    private readonly hints: TaskHints,
    private readonly log: Log,
  ) {}

  /** For a process that is certainly alone, at its start: whoever held a task is gone, so none has to be waited for. */
  async takeOver(): Promise<void> {
    for (const database of this.databases()) await this.tasks.endLeases(database);
  }

  async start(): Promise<void> {
    this.stopped = false;
    const wake = () => this.wake();
    this.hints.onHint(wake);
    this.queue.onRoom(() => this.more && wake());
    this.timer = setInterval(wake, pollEvery).unref();
    this.listeners = this.clusters
      .all()
      .map((cluster) => new Listener(cluster, tasksAdded, { notified: wake, reconnected: wake }, this.log));
    await Promise.all(this.listeners.map((listener) => listener.start()));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await Promise.all(this.listeners.map((listener) => listener.stop()));
    await Promise.race([
      this.cycle?.then(() => this.queue.drain()) ?? this.queue.drain(),
      pause(drainFor, undefined, { ref: false }),
    ]);
  }

  /** Runs all that is ready, and what follows from it, to the end. */
  async settle(): Promise<void> {
    for (;;) {
      await this.cycle;
      await this.dispatch();
      await this.queue.drain();
      const pending = await Promise.all(this.databases().map((database) => this.tasks.countPending(database)));
      if (pending.every((count) => count === 0)) return;
    }
  }

  private wake(): void {
    if (this.stopped) return;
    if (this.cycle) {
      this.again = true;
      return;
    }
    this.cycle = this.dispatch()
      .catch((error: Error) => {
        this.log.warn('Tasks could not be claimed.', error);
        return 0;
      })
      .finally(() => {
        this.cycle = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  private async dispatch(): Promise<number> {
    let claimed = 0;
    this.more = false;
    for (const database of this.databases()) {
      const room = this.queue.room();
      const tasks = room ? await this.tasks.claim(database, room) : [];
      this.more ||= tasks.length === room;
      claimed += tasks.length;
      this.queue.submit(tasks);
    }
    return claimed;
  }

  private databases(): ClusterDatabase[] {
    return this.clusters.all().map(({ name }) => new ClusterDatabase(name, () => this.clusters.get(name).units));
  }
}
