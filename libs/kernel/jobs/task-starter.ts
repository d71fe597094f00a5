import { Injectable } from '@nestjs/common';
import { Clusters } from '#kernel/database';
import { Log } from '#kernel/logging';
import type { Task, TaskTicket } from './task.js';
import { TasksRepository } from './tasks.repository.js';
import { WorkerPresence } from './worker-presence.js';

interface Waiting {
  readonly ticket: TaskTicket;
  readonly resolve: (task: Task | null) => void;
}

/** Takes tasks that a transport has brought; those that come in the same moment by one statement. */
@Injectable()
export class TaskStarter {
  private waiting: Waiting[] = [];

  constructor(
    private readonly clusters: Clusters,
    private readonly tasks: TasksRepository,
    private readonly presence: WorkerPresence,
    private readonly log: Log,
  ) {}

  /**
   * Null when the task was given out anew meanwhile, or is of an unknown cluster, or cannot be taken now, because the
   * server does not see this process for example: then it comes back. Never rejects.
   */
  async begin(ticket: TaskTicket): Promise<Task | null> {
    return new Promise((resolve) => {
      this.waiting.push({ ticket, resolve });
      if (this.waiting.length === 1) setImmediate(() => void this.flush());
    });
  }

  private async flush(): Promise<void> {
    const waiting = this.waiting.splice(0);
    try {
      for (const { name } of this.clusters.all()) {
        const mine = waiting.filter(({ ticket }) => ticket.cluster === name);
        if (mine.length && this.presence.isSeen(name)) await this.beginAll(name, mine);
      }
    } catch (error) {
      this.noteFailure(error as Error);
    } finally {
      for (const { resolve } of waiting) resolve(null); // who is still there
    }
  }

  private async beginAll(cluster: string, waiting: readonly Waiting[]): Promise<void> {
    const tickets = waiting.map(({ ticket }) => ticket);
    try {
      const database = this.clusters.database(cluster);
      const begun = await this.tasks.begin(database, tickets, this.presence.number(cluster));
      const byId = new Map(begun.map((task) => [task.id, task]));
      for (const { ticket, resolve } of waiting) {
        const task = byId.get(ticket.id);
        const isMine = task?.fence === ticket.fence;
        if (isMine) byId.delete(ticket.id); // a job that has come twice is run once
        resolve(isMine ? task : null);
      }
    } catch (error) {
      this.noteFailure(error as Error);
      for (const { resolve } of waiting) resolve(null); // without waiting for other clusters
    }
  }

  private noteFailure(error: Error): void {
    this.log.warn('Tasks could not be taken; they come back when their deadline is over.', error);
  }
}
