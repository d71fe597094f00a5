import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Clusters } from '#kernel/database';
import { Log } from '#kernel/logging';
import type { Concurrency } from './task-class.js';
import { WorkersRepository } from './workers.repository.js';

const touchEvery = 5_000;

/**
 * This process among those that run tasks. It has a number on each cluster, and its listening connection holds a lock
 * of that number: when the process dies, the server lets go of the lock at once, and its tasks are given out again
 * without waiting for their leases.
 */
@Injectable()
export class WorkerPresence {
  private readonly numbers = new Map<string, number>();
  /** The clusters whose server sees this process now. */
  private readonly seen = new Set<string>();
  private timer?: NodeJS.Timeout;
  private touching?: Promise<void>;

  constructor(
    private readonly clusters: Clusters,
    private readonly workers: WorkersRepository,
    private readonly log: Log,
  ) {}

  async join(concurrency: Concurrency): Promise<void> {
    const all = this.clusters.all();
    for (const { name } of all)
      this.numbers.set(name, await this.workers.add(this.clusters.database(name), hostname(), concurrency));
    const touch = () => {
      this.touching ??= this.touch(concurrency).finally(() => (this.touching = undefined));
    };
    this.timer = setInterval(touch, touchEvery).unref();
  }

  number(cluster: string): number {
    const number = this.numbers.get(cluster);
    if (number === undefined) throw new Error('This process has not joined those that run tasks.');
    return number;
  }

  /** The statement by which a connection shows that this process is there. */
  sign(cluster: string): string {
    return `select pg_advisory_lock_shared(hashtext('jobs.worker'), ${this.number(cluster)})`;
  }

  /** Of the connection that shows it. */
  noteSeen(cluster: string, isSeen: boolean): void {
    if (isSeen) this.seen.add(cluster);
    else this.seen.delete(cluster);
  }

  /** Who is not seen would lose at once what it takes. */
  isSeen(cluster: string): boolean {
    return this.seen.has(cluster);
  }

  async leave(): Promise<void> {
    clearInterval(this.timer);
    await this.touching; // else it might say once more that it is there
    try {
      for (const [name, number] of this.numbers) await this.workers.remove(this.clusters.database(name), number);
    } catch (error) {
      this.log.warn('This process could not say that it ends; others notice it by and by.', error as Error);
    }
    this.numbers.clear();
  }

  private async touch(concurrency: Concurrency): Promise<void> {
    try {
      for (const [name, number] of this.numbers)
        await this.workers.touch(this.clusters.database(name), number, hostname(), concurrency);
    } catch (error) {
      this.log.warn('This process could not show that it is at work.', error as Error);
    }
  }
}
