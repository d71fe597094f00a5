import { Inject, Injectable } from '@nestjs/common';
import {
  isTombstone,
  type SearchDocument,
  type SearchIndex,
  SearchStore,
  SearchStoreUnusable,
  type Tombstone,
} from '#kernel/search-index';
import { type FillPlace, SearchFillsRepository } from './search-fills.repository.js';

/** The indexes of the store that are to have the documents of a tenant. */
@Injectable()
export class MirrorTargets {
  constructor(
    @Inject(SearchStore) private readonly store: SearchStore | null,
    private readonly fills: SearchFillsRepository,
  ) {}

  /** Of the tenant in scope, all of them. Throws `SearchStoreUnusable` while one of them is lost. */
  async list(): Promise<SearchIndex[]> {
    return (await this.fills.listPlaces()).map((place) => this.indexOf(place));
  }

  indexOf({ home, place }: FillPlace): SearchIndex {
    if (!this.store || place === null) throw new SearchStoreUnusable('The index is being replaced.');
    return place === 'current' ? this.store.current(home) : this.store.next(home);
  }
}

type Found = SearchDocument | Tombstone;

export async function putFound(index: SearchIndex, found: readonly Found[]): Promise<void> {
  const documents = found.filter((one): one is SearchDocument => !isTombstone(one));
  const tombstones = found.filter(isTombstone);
  if (documents.length) await index.put(documents);
  if (tombstones.length) await index.remove(tombstones);
}
