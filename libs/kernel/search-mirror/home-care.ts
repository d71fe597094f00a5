import { Inject, Injectable } from '@nestjs/common';
import { type ClusterDatabase, Clusters } from '#kernel/database';
import { Log } from '#kernel/logging';
import { SearchStore, type StoredIndex } from '#kernel/search-index';
import { type SearchHome, SearchHomesRepository } from './search-homes.repository.js';
import { sharedHome } from './search-run.js';

/** Sees to it that an index stands for every home, and that a lost one is noticed and made again. */
@Injectable()
export class HomeCare {
  constructor(
    @Inject(SearchStore) private readonly store: SearchStore | null,
    private readonly homes: SearchHomesRepository,
    private readonly clusters: Clusters,
    private readonly log: Log,
  ) {}

  /** By one process at a time. Each call does what can be done now. */
  async look(database: ClusterDatabase): Promise<void> {
    const stored = await this.store!.list();
    const homes = await this.homes.list(database);
    if (!homes.some(({ home }) => home === sharedHome)) await this.homes.add(database, await this.make(sharedHome));
    for (const home of homes) await this.tend(database, home, stored);
    await this.dropNameless(stored);
  }

  private async tend(database: ClusterDatabase, home: SearchHome, stored: readonly StoredIndex[]): Promise<void> {
    const next = stored.find(({ name, uuid }) => name === home.next && uuid === home.nextUuid);
    if (home.next !== null && !next) await this.homes.forgetNext(database, home);
    if (next?.role === 'current') return; // it has taken the place already: that is noted by whoever has made it
    const current = stored.find(({ name, uuid }) => name === home.index && uuid === home.uuid);
    if (current?.role === 'current') return;
    if (home.isForgotten) return this.homes.replace(database, home, await this.make(home.home));
    if (home.uuid === '') return;
    this.log.warn('An index is lost. It is made again; PostgreSQL is searched meanwhile.', { index: home.index });
    await this.homes.markLost(database, home);
  }

  private async make(home: string): Promise<StoredIndex> {
    const index = await this.store!.create(home);
    await this.store!.point(index);
    this.log.log('An index for searching was made.', { index: index.name });
    return index;
  }

  /** What is left of processes that ended in the middle of something. */
  private async dropNameless(stored: readonly StoredIndex[]): Promise<void> {
    const left = stored.filter(({ role }) => role !== 'current');
    if (left.length === 0) return;
    const named = new Set<string | null>();
    for (const { name } of this.clusters.all())
      for (const { index, next } of await this.homes.list(this.clusters.database(name))) named.add(index).add(next);
    for (const index of left) if (!named.has(index.name)) await this.store!.drop(index);
  }
}
