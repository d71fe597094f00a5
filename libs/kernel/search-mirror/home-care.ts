import { Inject, Injectable } from '@nestjs/common';
import { type ClusterDatabase, Clusters } from '#kernel/database';
import { ReconcilableTenants } from '#kernel/jobs';
import { Log } from '#kernel/logging';
import { SearchStore, type StoredIndex } from '#kernel/search-index';
import { type KeptHome, SearchHomesRepository } from './search-homes.repository.js';
import { isOwnHome, sharedHome } from './search-run.js';
import { SearchRuns } from './search-runs.js';

const keeper = 'keeper';
/** So many times an index of a community is seen without any row before it goes: its row comes after it. */
const grace = 20;

/**
 * Sees to it that an index stands for every home of a cluster, and that a lost one is noticed and made again. By one process
 * at a time; each call does what can be done now. `stored`: what the store has listed since nobody else did that.
 */
@Injectable()
export class HomeCare {
  /** By uuid: how often an index of nobody was seen. */
  private homeless: ReadonlyMap<string, number> = new Map();

  constructor(
    @Inject(SearchStore) private readonly store: SearchStore | null,
    private readonly homes: SearchHomesRepository,
    private readonly clusters: Clusters,
    private readonly runs: SearchRuns,
    private readonly tenants: ReconcilableTenants,
    private readonly log: Log,
  ) {}

  async look(database: ClusterDatabase, stored: readonly StoredIndex[]): Promise<void> {
    const homes = await this.homes.list(database);
    const shared = sharedHome(database.name);
    if (!homes.some(({ home }) => home === shared)) await this.homes.add(database, await this.make(shared));
    for (const home of homes) await this.tend(database, home, stored);
  }

  /** Indexes that cut texts in another way than this software does, with its settings, are made anew. */
  async renew(database: ClusterDatabase): Promise<void> {
    if (!(await this.homes.isOutdated(database, this.store!.layout, keeper))) return;
    this.log.warn('An index was made by other software or with other settings. All are made anew.');
    await this.runs.rebuildAll(keeper, await this.tenants.listAtWork());
  }

  /** What is left of processes that ended in the middle of something. What other clusters have is theirs. */
  async dropNameless(database: ClusterDatabase, stored: readonly StoredIndex[]): Promise<void> {
    const known = await this.homes.list(database);
    const named = new Set(known.flatMap(({ index, next }) => [index, next]));
    const ours = new Set([sharedHome(database.name), ...known.map(({ home }) => home)]);
    const nameless = stored.filter(({ name }) => !named.has(name));
    for (const index of nameless) if (ours.has(index.home) && index.role !== 'current') await this.store!.drop(index);
    if (database.name !== this.clusters.control) return;
    await this.dropHomeless(nameless.filter(({ home }) => isOwnHome(home) && !ours.has(home)));
  }

  private async tend(database: ClusterDatabase, home: KeptHome, stored: readonly StoredIndex[]): Promise<void> {
    const next = stored.find(({ name, uuid }) => name === home.next && uuid === home.nextUuid);
    if (home.next !== null && !next) await this.homes.forgetNext(database, home);
    if (next?.role === 'current') return; // it has taken the place already: that is noted by whoever has made it
    const current = stored.find(({ name, uuid }) => name === home.index && uuid === home.uuid);
    if (current && current.layout !== home.layout) await this.homes.noteLayout(database, home, current.layout);
    if (current?.role === 'current' || isLeft(home)) return;
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

  /** Of a community of whatever cluster. */
  private async dropHomeless(own: readonly StoredIndex[]): Promise<void> {
    const known = new Set<string>();
    if (own.length > 0)
      for (const { name } of this.clusters.all())
        for (const { home } of await this.homes.list(this.clusters.database(name))) known.add(home);
    const left = own.filter(({ home }) => !known.has(home));
    this.homeless = new Map(left.map(({ uuid }) => [uuid, (this.homeless.get(uuid) ?? 0) + 1]));
    for (const index of left) if (this.homeless.get(index.uuid)! > grace) await this.store!.drop(index);
  }
}

/** By its community: whoever has moved or removed that makes an end of it. */
const isLeft = ({ home, isUsed }: KeptHome): boolean => isOwnHome(home) && !isUsed;
