import { Inject, Injectable } from '@nestjs/common';
import { Clusters } from '#kernel/database';
import { SearchStore } from '#kernel/search-index';
import { ownHome } from './search-run.js';
import { SearchRunsRepository } from './search-runs.repository.js';
import { TenantMovesRepository } from './tenant-moves.repository.js';

const tellEvery = 5_000;

export interface RemovedFrom {
  readonly index: string;
  /** What it has of the tenant after that. */
  readonly documents: number;
}

/** The end of a tenant, of which nothing is to be found any more. */
@Injectable()
export class TenantRemoval {
  constructor(
    private readonly clusters: Clusters,
    private readonly runs: SearchRunsRepository,
    private readonly homes: TenantMovesRepository,
    @Inject(SearchStore) private readonly store: SearchStore | null,
  ) {}

  /**
   * Of a tenant whose schema is gone, so that nobody reads documents of it any more. Answers all indexes that there are.
   * May be called again at any time; `goesOn` is called with each, and every few seconds.
   */
  async removeAll(
    { id, cluster, role }: { readonly id: number; readonly cluster: string; readonly role: string },
    goesOn: () => Promise<void>,
  ): Promise<RemovedFrom[]> {
    const database = this.clusters.database(cluster);
    await this.runs.removeTenant(database, role);
    const { store } = this;
    if (!store) return [];
    const removed: RemovedFrom[] = [];
    for (const index of await store.list()) {
      await goesOn();
      if (index.home === ownHome(id)) await store.drop(index);
      const documents = index.home === ownHome(id) ? 0 : await whileTold(goesOn, () => store.removeTenant(index, id));
      removed.push({ index: index.name, documents });
    }
    await this.homes.removeHome(database, ownHome(id));
    return removed;
  }
}

/** Of a large community it takes longer than others believe in somebody who says nothing. */
async function whileTold<T>(goesOn: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  const telling = setInterval(() => void goesOn().catch(() => undefined), tellEvery); // who has lost it is told at the next index
  try {
    return await work();
  } finally {
    clearInterval(telling);
  }
}
