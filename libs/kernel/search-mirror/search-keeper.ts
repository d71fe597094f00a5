import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { type Cluster, ClusterLock, Clusters } from '#kernel/database';
import { Log } from '#kernel/logging';
import { scope } from '#kernel/scope';
import { SearchStore, type StoredIndex } from '#kernel/search-index';
import { HomeCare } from './home-care.js';
import { IndexBuilds } from './index-builds.js';
import { KeeperTrouble } from './keeper-trouble.js';
import { MirrorUpkeepRepository } from './mirror-upkeep.repository.js';
import { TenantMoves } from './tenant-moves.js';

/** While something is under way, and else; a change that has no task is to be found before it is late. */
const turnEvery = { underWay: 1_000, idle: 2_000 };
/** At the end of the process, for a turn that is under way. */
const finishWithin = 2_000;

/**
 * Keeps the store as a mirror of what is searched in PostgreSQL, whatever becomes of it: each turn does what is missing now.
 * It runs in processes that run tasks, in one of them at a time for each cluster.
 */
@Injectable()
export class SearchKeeper implements BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private hasStarted = false;
  private hasEnded = false;
  private isUnderWay = true;
  private last: Promise<unknown> = Promise.resolve();
  /** By cluster. */
  private readonly locks = new Map<string, ClusterLock>();
  private readonly trouble: KeeperTrouble;

  constructor(
    @Inject(SearchStore) private readonly store: SearchStore | null,
    private readonly clusters: Clusters,
    private readonly homes: HomeCare,
    private readonly upkeep: MirrorUpkeepRepository,
    private readonly builds: IndexBuilds,
    private readonly moves: TenantMoves,
    log: Log,
  ) {
    this.trouble = new KeeperTrouble(log);
  }

  /** Nothing to do without a store. */
  start(): void {
    if (!this.store || this.hasStarted) return;
    this.hasStarted = true;
    this.plan(0);
  }

  /** Nobody else keeps the store before the turn that is under way has ended, which goes no further than its next step. */
  async beforeApplicationShutdown(): Promise<void> {
    this.hasEnded = true;
    clearTimeout(this.timer);
    const released = this.last.then(() => Promise.all([...this.locks.values()].map((lock) => lock.release())));
    await Promise.race([released, pause(finishWithin, undefined, { ref: false })]);
  }

  /**
   * One look at everything, after those that have begun; what takes long are tasks. What cannot be done keeps nothing else
   * from being done; the first such error is thrown at the end.
   */
  async turn(): Promise<void> {
    const turn = this.last.then(() => this.look());
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async look(): Promise<void> {
    const { store } = this;
    if (!store || this.hasEnded) return;
    const ours: Cluster[] = [];
    for (const cluster of this.clusters.all())
      await this.attempt(`lock of ${cluster.name}`, async () => {
        if (await this.lockOf(cluster).take()) ours.push(cluster);
      });
    this.isUnderWay = false;
    if (ours.length > 0) await this.attempt('store', () => this.keepAll(store, ours));
    this.trouble.end();
  }

  /** What the store has is asked for once, and after the locks: nobody else makes or drops an index of theirs now. */
  private async keepAll(store: SearchStore, clusters: readonly Cluster[]): Promise<void> {
    this.isUnderWay = !(await store.look());
    if (this.isUnderWay) return this.trouble.noteAway();
    const stored = await store.list();
    for (const { name } of clusters) await this.keep(name, stored);
  }

  private async keep(cluster: string, stored: readonly StoredIndex[]): Promise<void> {
    const database = this.clusters.database(cluster);
    const steps: Readonly<Record<string, () => Promise<void>>> = {
      homes: () => this.homes.look(database, stored),
      places: () => this.upkeep.place(database),
      tasks: () => this.upkeep.addTasks(database),
      layouts: () => this.homes.renew(database),
      builds: () => this.builds.advance(cluster),
      moves: () => this.moves.advance(cluster),
      remains: () => this.homes.dropNameless(database, stored),
      rest: async () => void (this.isUnderWay ||= await this.upkeep.isUnderWay(database)),
    };
    for (const [step, work] of Object.entries(steps)) await this.attempt(`${step} of ${cluster}`, work);
  }

  private async attempt(step: string, work: () => Promise<unknown>): Promise<void> {
    if (!this.hasEnded) await this.trouble.attempt(step, work);
  }

  private lockOf(cluster: Cluster): ClusterLock {
    const lock = this.locks.get(cluster.name) ?? new ClusterLock(cluster, 'cluster.search_home');
    this.locks.set(cluster.name, lock);
    return lock;
  }

  private plan(after: number): void {
    this.timer = setTimeout(() => {
      void scope
        .run({}, () => this.turn())
        .catch(() => undefined) // it has been said
        .finally(() => {
          if (!this.hasEnded) this.plan(this.isUnderWay ? turnEvery.underWay : turnEvery.idle);
        });
    }, after).unref();
  }
}
