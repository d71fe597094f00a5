import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { DerivedState, type Mended, ReconcileCounts } from '#kernel/jobs';
import { commentCounts } from './comments-reconciliation.repository.js';

@Injectable()
export class CommentCountsReconciler extends DerivedState {
  readonly name = 'comments.counts';
  readonly kind = 'counter';

  constructor(private readonly counts: ReconcileCounts) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    return this.counts.mend(commentCounts, after);
  }
}
