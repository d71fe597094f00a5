import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { putFound, SearchIndex, type SearchKind, SearchSource } from '#kernel/search-index';

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
    await putFound(this.index, await this.source.read(kind, ids));
  }
}
