import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import {
  isTombstone,
  type SearchDocument,
  SearchIndex,
  type SearchKind,
  SearchSource,
  type Tombstone,
} from '#kernel/search-index';

/** Brings into the index what there is now; private posts too, for their authors. */
@Injectable()
export class SearchIndexingService {
  constructor(
    private readonly source: SearchSource,
    private readonly index: SearchIndex,
  ) {}

  /** What is gone leaves a tombstone; of an id without a row the index keeps what it has. */
  async indexAll(kind: SearchKind, ids: readonly Id[]): Promise<void> {
    if (ids.length) await this.put(await this.source.read(kind, ids));
  }

  /** The next posts behind `afterId`; answers the last of them, or null when there are no more behind it. */
  async indexNext(afterId: Id, count: number): Promise<Id | null> {
    const found = await this.source.list('post', afterId, count);
    await this.put(found);
    return found.length < count ? null : found.at(-1)!.id;
  }

  private async put(found: readonly (SearchDocument | Tombstone)[]): Promise<void> {
    const documents = found.filter((one) => !isTombstone(one)) as SearchDocument[];
    const tombstones = found.filter(isTombstone);
    if (documents.length) await this.index.put(documents);
    if (tombstones.length) await this.index.remove(tombstones);
  }
}
