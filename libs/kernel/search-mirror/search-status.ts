import { Inject, Injectable } from '@nestjs/common';
import { Clusters } from '#kernel/database';
import { SearchStore, SearchStoreUnusable, type StoredIndex, type StoredSize } from '#kernel/search-index';
import { type HomeFigures, type MirrorFigures, SearchStatusQueries } from './search-status.queries.js';

export interface HomeStatus extends HomeFigures {
  /** What the store has in the index, of all communities; null while it cannot be asked, or the index is lost. */
  readonly documents: number | null;
  readonly bytes: number | null;
  /** Null while the store cannot be asked; false: made by other software or with other settings. */
  readonly isLayoutCurrent: boolean | null;
}

export interface SearchStatusReport extends MirrorFigures {
  readonly driver: 'postgres' | 'opensearch';
  /** Null without a store. */
  readonly isUp: boolean | null;
  readonly homes: readonly HomeStatus[];
}

/** How search stands, for operators and for monitoring. Without a store, figures of one that has been there before. */
@Injectable()
export class SearchStatus {
  constructor(
    @Inject(SearchStore) private readonly store: SearchStore | null,
    private readonly queries: SearchStatusQueries,
    private readonly clusters: Clusters,
  ) {}

  get isUp(): boolean | null {
    return this.store?.isUp ?? null;
  }

  async read(): Promise<SearchStatusReport> {
    const stored = await this.listStored();
    const figures = await this.figures();
    const known = await Promise.all(this.databases().map((database) => this.queries.homes(database)));
    const homes = known.flat().map((home) => ({ ...home, ...this.storedOf(home, stored) }));
    return {
      driver: this.store ? 'opensearch' : 'postgres',
      isUp: this.store ? stored !== null : null,
      homes,
      ...figures,
    };
  }

  /** Of all clusters; asks PostgreSQL only. */
  async figures(): Promise<MirrorFigures> {
    const all = await Promise.all(this.databases().map((database) => this.queries.figures(database)));
    const ages = all.flatMap(({ oldestChange }) => oldestChange ?? []);
    return {
      verified: sum(all, 'verified'),
      filling: sum(all, 'filling'),
      behind: sum(all, 'behind'),
      changes: sum(all, 'changes'),
      oldestChange: ages.length > 0 ? Math.max(...ages) : null,
      errors: all.flatMap(({ errors }) => errors),
    };
  }

  private databases() {
    return this.clusters.all().map(({ name }) => this.clusters.database(name));
  }

  private async listStored(): Promise<(StoredIndex & Partial<StoredSize>)[] | null> {
    if (!this.store) return null;
    try {
      const [stored, sizes] = [await this.store.list(), await this.store.sizes()];
      return stored.map((index) => ({ ...index, ...sizes.get(index.name) }));
    } catch (error) {
      if (error instanceof SearchStoreUnusable) return null;
      throw error;
    }
  }

  private storedOf({ index }: HomeFigures, stored: readonly (StoredIndex & Partial<StoredSize>)[] | null) {
    const found = stored?.find(({ name }) => name === index);
    const isLayoutCurrent = found ? found.layout === this.store!.layout : null;
    return { documents: found?.documents ?? null, bytes: found?.bytes ?? null, isLayoutCurrent };
  }
}

const sum = (all: readonly MirrorFigures[], what: 'verified' | 'filling' | 'behind' | 'changes'): number =>
  all.reduce((total, figures) => total + figures[what], 0);
