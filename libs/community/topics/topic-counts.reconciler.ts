import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { DerivedState, type Mended, ReconcileCounts } from '#kernel/jobs';
import { topicCounts } from './topics-reconciliation.repository.js';

@Injectable()
export class TopicCountsReconciler extends DerivedState {
  readonly name = 'topics.counts';
  readonly kind = 'counter';

  constructor(private readonly counts: ReconcileCounts) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    return this.counts.mend(topicCounts, after);
  }
}
