import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Mended } from '#kernel/jobs';
import { isTombstone, type SearchDocument, SearchIndex, type SearchKind, SearchSource } from '#kernel/search-index';
import { SearchIndexingService } from './search-indexing.service.js';
import { SearchReconciliationRepository } from './search-reconciliation.repository.js';

const batch = 200;
const idBatch = 2_000;

/** Makes the index right where it is not what its rows come to. */
@Injectable()
export class DocumentsMendingService {
  constructor(
    private readonly source: SearchSource,
    private readonly index: SearchIndex,
    private readonly rows: SearchReconciliationRepository,
    private readonly indexing: SearchIndexingService,
  ) {}

  /** What the index is to have of the next rows. */
  async mendDocuments(kind: SearchKind, after: Id): Promise<Mended> {
    const found = await this.source.list(kind, after, batch);
    const differing = await this.listDiffering(found);
    const wrong = differing.length ? await this.listStillDiffering(kind, differing) : [];
    await this.putAnew(kind, wrong);
    return { checked: found.length, repaired: wrong.length, next: found.length < batch ? null : found.at(-1)!.id };
  }

  /** What the index finds although there is nothing of the kind any more. */
  async mendForeign(kind: SearchKind, after: Id): Promise<Mended> {
    const ids = await this.index.listIds(kind, after, idBatch);
    const gone = ids.length ? await this.rows.listGone(kind, ids) : [];
    await this.putAnew(kind, gone); // a tombstone for what is gone, and nothing for what never was
    return { checked: ids.length, repaired: gone.length, next: ids.length < idBatch ? null : ids.at(-1)! };
  }

  /** Somebody may have indexed them meanwhile. */
  private async listStillDiffering(kind: SearchKind, ids: readonly Id[]): Promise<Id[]> {
    const locked = await this.rows.lock(kind, ids);
    return locked.length ? this.listDiffering(await this.source.read(kind, locked)) : [];
  }

  private async listDiffering(found: Awaited<ReturnType<SearchSource['list']>>): Promise<Id[]> {
    const documents = found.filter((one): one is SearchDocument => !isTombstone(one));
    return documents.length ? this.index.listDiffering(documents) : [];
  }

  /** Read after what was there is gone, so that nothing newer is replaced. */
  private async putAnew(kind: SearchKind, ids: readonly Id[]): Promise<void> {
    if (!ids.length) return;
    await this.index.discard(kind, ids);
    await this.indexing.indexAll(kind, ids);
  }
}
