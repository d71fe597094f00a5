import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { type Cluster, ClusterLock, Clusters } from '#kernel/database';
import { Log } from '#kernel/logging';
import { scope } from '#kernel/scope';
import { SearchStore, SearchStoreUnusable } from '#kernel/search-index';
import { HomeCare } from './home-care.js';
import { IndexBuilds } from './index-builds.js';
import { MirrorUpkeepRepository } from './mirror-upkeep.repository.js';
import { TenantMoves } from './tenant-moves.js';

const turnEvery = 1_000;
/** At the end of the process, for a turn that is under way. */
const finishWithin = 2_000;

/**
 * Keeps the store as a mirror of what is searched in PostgreSQL, whatever becomes of it: each turn does what is missing now.
 * It runs in processes that run tasks, in one of them at a time for each cluster.
 */
@Injectable()
export class SearchKeeper implements BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private turning: Promise<void> | undefined;
  private stopped = true;
  private last: Promise<unknown> = Promise.resolve();
  /** By cluster. */
  private readonly locks = new Map<string, ClusterLock>();
  /** What has been said last; a store that is there from the beginning is no news. */
  private said = '';

  constructor(
    @Inject(SearchStore) private readonly store: SearchStore | null,
    private readonly clusters: Clusters,
    private readonly homes: HomeCare,
    private readonly upkeep: MirrorUpkeepRepository,
    private readonly builds: IndexBuilds,
    private readonly moves: TenantMoves,
    private readonly log: Log,
  ) {}

  /** Nothing to do without a store. */
  start(): void {
    if (!this.store || !this.stopped) return;
    this.stopped = false;
    this.plan(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await Promise.race([this.turning, pause(finishWithin, undefined, { ref: false })]);
    await Promise.all([...this.locks.values()].map((lock) => lock.release()));
  }

  /** One look at everything, after those that have begun; what takes long are tasks. */
  async turn(): Promise<void> {
    const turn = this.last.then(() => this.look());
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async look(): Promise<void> {
    if (!this.store) return;
    if (!(await this.store.look())) return this.noteAway();
    for (const cluster of this.clusters.all()) if (await this.lockOf(cluster).take()) await this.keep(cluster.name);
    if (this.said !== '') this.log.log('The store for searching is kept again.');
    this.said = '';
  }

  private async keep(cluster: string): Promise<void> {
    const database = this.clusters.database(cluster);
    await this.homes.look(database);
    await this.upkeep.place(database);
    await this.builds.advance(cluster);
    await this.moves.advance(cluster);
    await this.upkeep.addTasks(database);
  }

  private lockOf(cluster: Cluster): ClusterLock {
    const lock = this.locks.get(cluster.name) ?? new ClusterLock(cluster, 'cluster.search_home');
    this.locks.set(cluster.name, lock);
    return lock;
  }

  private plan(after: number): void {
    this.timer = setTimeout(() => {
      this.turning = scope
        .run({}, () => this.turn())
        .catch((error: Error) => this.noteTrouble(error))
        .finally(() => {
          this.turning = undefined;
          if (!this.stopped) this.plan(turnEvery);
        });
    }, after).unref();
  }

  private noteTrouble(error: Error): void {
    if (error instanceof SearchStoreUnusable) this.noteAway(error);
    else this.say('The store for searching cannot be kept.', error);
  }

  private noteAway(error?: Error): void {
    this.say('The store for searching cannot be used; PostgreSQL is searched.', error);
  }

  private say(what: string, error?: Error): void {
    if (this.said !== what) this.log.warn(what, ...(error ? [error] : []));
    this.said = what;
  }
}
