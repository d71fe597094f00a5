import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import {
  OwnSearchIndex,
  type SearchDocument,
  type SearchHits,
  SearchIndex,
  type SearchKind,
  type SearchQuery,
  type Tombstone,
} from '#kernel/search-index';

@Injectable()
export class MirroredSearchIndex extends SearchIndex {
  constructor(private readonly own: OwnSearchIndex) {
    super();
  }

  async put(documents: readonly SearchDocument[]): Promise<void> {
    await this.own.put(documents);
  }

  async remove(tombstones: readonly Tombstone[]): Promise<void> {
    await this.own.remove(tombstones);
  }

  async listDiffering(documents: readonly SearchDocument[]): Promise<Id[]> {
    return this.own.listDiffering(documents);
  }

  async listIds(kind: SearchKind, afterId: Id, limit: number): Promise<Id[]> {
    return this.own.listIds(kind, afterId, limit);
  }

  async discard(kind: SearchKind, ids: readonly Id[]): Promise<void> {
    await this.own.discard(kind, ids);
  }

  async search(query: SearchQuery): Promise<SearchHits> {
    return this.own.search(query);
  }
}
