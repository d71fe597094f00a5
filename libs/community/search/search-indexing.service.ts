import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { isTombstone, SearchIndex, type SearchKind, SearchSource } from '#kernel/search-index';

/** Brings into the index what there is now; private posts too, for their authors. */
@Injectable()
export class SearchIndexingService {
  constructor(
    private readonly source: SearchSource,
    private readonly index: SearchIndex,
  ) {}

  /** What is gone leaves a tombstone; of an id without a row the index keeps what it has. */
  async indexAll(kind: SearchKind, ids: readonly Id[]): Promise<void> {
    if (!ids.length) return;
    const found = await this.source.read(kind, ids);
    const documents = found.filter((one) => !isTombstone(one));
    const tombstones = found.filter(isTombstone);
    if (documents.length) await this.index.put(documents);
    if (tombstones.length) await this.index.remove(tombstones);
  }
}
