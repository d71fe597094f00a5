import { Injectable } from '@nestjs/common';
import { ClusterDatabase, Clusters } from '#kernel/database';
import { Log } from '#kernel/logging';
import type { Task, TaskTicket } from './task.js';
import { TasksRepository } from './tasks.repository.js';

const every = 5_000;

/** The tasks that this process holds, kept alive while it does. */
@Injectable()
export class Leases {
  private readonly held = new Map<string, TaskTicket>();
  private waiting: (() => void)[] = [];
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly clusters: Clusters,
    private readonly tasks: TasksRepository,
    private readonly log: Log,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => void this.extend(), every).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  get count(): number {
    return this.held.size;
  }

  hold({ id, cluster, fence }: Task): void {
    this.held.set(nameOf({ id, cluster, fence }), { id, cluster, fence });
  }

  release(task: TaskTicket): void {
    this.held.delete(nameOf(task));
    const told = this.waiting.splice(0);
    for (const tell of told) tell();
  }

  /** Resolves when the next task is released. */
  released(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Never rejects: what could not be handed back comes back when its lease is over. */
  async handBack(tickets: readonly TaskTicket[]): Promise<void> {
    for (const ticket of tickets) this.release(ticket);
    await this.perCluster(tickets, (database, some) => this.tasks.handBack(database, some)).catch((error: Error) =>
      this.log.warn('Tasks could not be handed back; they are given out again later.', error),
    );
  }

  async handBackAll(): Promise<void> {
    await this.handBack([...this.held.values()]);
  }

  private async extend(): Promise<void> {
    await this.perCluster([...this.held.values()], (database, some) => this.tasks.extend(database, some)).catch(
      (error: Error) => this.log.warn('The leases of tasks could not be extended.', error),
    );
  }

  private async perCluster(
    tickets: readonly TaskTicket[],
    work: (database: ClusterDatabase, some: readonly TaskTicket[]) => Promise<void>,
  ): Promise<void> {
    for (const { name } of this.clusters.all()) {
      const some = tickets.filter(({ cluster }) => cluster === name);
      if (some.length) await work(this.clusters.database(name), some);
    }
  }
}

const nameOf = ({ id, cluster, fence }: TaskTicket): string => `${cluster}:${id}:${fence}`;
