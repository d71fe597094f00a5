import { Inject, Injectable } from '@nestjs/common';
import {
  DocumentsRefused,
  isTombstone,
  type RefusedDocument,
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

  /**
   * Of the tenant in scope, all of them; a write is over when searches see it. Throws `SearchStoreUnusable` while one of them
   * is lost.
   */
  async list(): Promise<{ place: FillPlace; index: SearchIndex }[]> {
    const places = await this.fills.listPlaces();
    return places.map((place) => ({ place, index: this.indexOf(place, { untilSeen: true }) }));
  }

  indexOf({ home, place }: FillPlace, options = { untilSeen: false }): SearchIndex {
    if (!this.store || place === null) throw new SearchStoreUnusable('The index is being replaced.');
    return place === 'current' ? this.store.current(home, options) : this.store.next(home, options);
  }
}

type Found = SearchDocument | Tombstone;

/** Answers what the store does not take as it is; it has all else. */
export async function putFound(index: SearchIndex, found: readonly Found[]): Promise<RefusedDocument[]> {
  const documents = found.filter((one): one is SearchDocument => !isTombstone(one));
  const tombstones = found.filter(isTombstone);
  const refused = await Promise.all([
    documents.length ? refusedBy(index.put(documents)) : [],
    tombstones.length ? refusedBy(index.remove(tombstones)) : [],
  ]);
  return refused.flat();
}

async function refusedBy(write: Promise<void>): Promise<readonly RefusedDocument[]> {
  try {
    await write;
    return [];
  } catch (error) {
    if (error instanceof DocumentsRefused) return error.refused;
    throw error;
  }
}
