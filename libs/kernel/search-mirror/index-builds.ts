import { Inject, Injectable } from '@nestjs/common';
import { type ClusterDatabase, Clusters } from '#kernel/database';
import { SearchStore, SearchStoreUnusable, type StoredIndex } from '#kernel/search-index';
import { IndexBuildsRepository, type OpenBuild } from './index-builds.repository.js';
import type { SearchHome } from './search-homes.repository.js';

/**
 * Makes the index of every home anew, beside the one that is searched and written meanwhile. All that is known is in rows
 * and in the store's aliases, so that whoever comes next goes on, wherever somebody was stopped. By one at a time: the keeper.
 */
@Injectable()
export class IndexBuilds {
  constructor(
    private readonly clusters: Clusters,
    private readonly repository: IndexBuildsRepository,
    @Inject(SearchStore) private readonly store: SearchStore | null,
  ) {}

  /** As far as it goes now; what is left waits for fills. Soon over where nobody asked for anything. */
  async advance(cluster: string): Promise<void> {
    const { store } = this;
    if (!store) return;
    const database = this.clusters.database(cluster);
    const build = await this.repository.findOpen(database);
    if (build) await this.goOn(store, database, build);
  }

  private async goOn(store: SearchStore, database: ClusterDatabase, build: OpenBuild): Promise<void> {
    try {
      await this.repository.note(database, build.id);
      const stored = await store.list();
      let left = 0;
      for (const home of build.due) if (!(await this.build(store, database, { home, stored }))) left += 1;
      if (left > 0 || build.homes === 0 || build.incomplete > 0) return;
      await this.repository.finish(database, build.id);
    } catch (error) {
      if (error instanceof SearchStoreUnusable) await this.repository.noteTrouble(database, build.id, error.message);
      throw error;
    }
  }

  /** Answers whether the home's index is a new one now. */
  private async build(
    store: SearchStore,
    database: ClusterDatabase,
    { home, stored }: { home: SearchHome; stored: readonly StoredIndex[] },
  ): Promise<boolean> {
    if (home.next === null) await this.begin(store, database, home);
    const next = stored.find(({ name, uuid }) => name === home.next && uuid === home.nextUuid);
    if (!next) return false; // it has just been made, or is lost and will be made again
    if (next.role === 'idle') await store.addNext(next);
    if (next.role !== 'current') {
      await this.repository.addFills(database, home);
      if ((await this.repository.countOpen(database, home)) > 0) return false;
      await store.point(next);
    }
    await this.repository.switch(database, home);
    await store.drop({ name: home.index }); // if nobody comes as far, the keeper finds it without a name
    return true;
  }

  /** Its row comes last, so that nothing is filled before it is written too. */
  private async begin(store: SearchStore, database: ClusterDatabase, { home }: SearchHome): Promise<void> {
    const next = await store.create(home);
    await store.addNext(next);
    await this.repository.setNext(database, next);
    await this.repository.addFills(database, { home });
  }
}
