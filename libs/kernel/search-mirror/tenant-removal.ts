import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Clusters } from '#kernel/database';
import type { TenantRole } from '#kernel/jobs';
import { SearchStore } from '#kernel/search-index';
import { ownHome } from './search-run.js';
import { SearchRunsRepository } from './search-runs.repository.js';
import { TenantMovesRepository } from './tenant-moves.repository.js';

const tellEvery = 5_000;
/** A task whose process has been killed looks as if it went on until its lease is over. */
const lastWrites = { within: 60_000, lookEvery: 500 };

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
   * Until no task that has read the tenant's documents may still send them, or as long as one can; new ones do not begin
   * for a tenant that is not at work. To be called before its schema and its tasks go.
   */
  async untilNobodyWrites({ cluster, role }: TenantRole, goesOn: () => Promise<void>): Promise<void> {
    const end = performance.now() + lastWrites.within;
    while (this.store && performance.now() < end) {
      if ((await this.homes.listWriting(this.clusters.database(cluster), role)).length === 0) return;
      await goesOn();
      await pause(lastWrites.lookEvery);
    }
  }

  /**
   * Of a tenant whose schema is gone, so that nobody reads documents of it any more. Answers all indexes that there are.
   * May be called again at any time; `goesOn` is called with each, and every few seconds.
   */
  async removeAll(
    { id, cluster, role }: TenantRole & { readonly id: number },
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
