import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { DerivedState, type Mended } from '#kernel/jobs';
import { SearchIndex } from '#kernel/search-index';
import { PostDocumentsQueries } from './post-documents.queries.js';
import { PostIndexingService } from './post-indexing.service.js';
import { SearchReconciliationRepository } from './search-reconciliation.repository.js';

const batch = 200;
const idBatch = 2_000;

/** What the index is to have of each post. */
@Injectable()
export class SearchDocumentsReconciler extends DerivedState {
  readonly name = 'search.documents';
  readonly kind = 'search';

  constructor(
    private readonly documents: PostDocumentsQueries,
    private readonly index: SearchIndex,
    private readonly rows: SearchReconciliationRepository,
    private readonly indexing: PostIndexingService,
  ) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const posts = await this.documents.list(after, batch);
    const differing = await this.index.listDiffering(posts.filter(({ isGone }) => !isGone));
    const ids = differing.length > 0 ? await this.rows.lock(differing) : [];
    const wrong = await this.listStillDiffering(ids);
    await this.index.discard(wrong);
    await this.indexing.indexAll(wrong);
    return { checked: posts.length, repaired: wrong.length, next: posts.length < batch ? null : posts.at(-1)!.id };
  }

  /** Somebody may have indexed them meanwhile. */
  private async listStillDiffering(ids: readonly Id[]): Promise<Id[]> {
    if (!ids.length) return [];
    const posts = await this.documents.listOf(ids);
    return this.index.listDiffering(posts.filter(({ isGone }) => !isGone));
  }
}

/** What the index finds although there is no such post any more. */
@Injectable()
export class ForeignDocumentsReconciler extends DerivedState {
  readonly name = 'search.foreign';
  readonly kind = 'search';

  constructor(
    private readonly index: SearchIndex,
    private readonly rows: SearchReconciliationRepository,
    private readonly indexing: PostIndexingService,
  ) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const ids = await this.index.listIds(after, idBatch);
    const gone = ids.length > 0 ? await this.rows.listGone(ids) : [];
    await this.index.discard(gone);
    await this.indexing.indexAll(gone); // a tombstone for those that are deleted, and nothing for what never was
    return { checked: ids.length, repaired: gone.length, next: ids.length < idBatch ? null : ids.at(-1)! };
  }
}
