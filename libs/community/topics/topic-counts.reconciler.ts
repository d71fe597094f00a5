import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { CountsReconciler, Outbox, ReconcileCounts } from '#kernel/jobs';
import { topicCounts } from './topics-reconciliation.repository.js';
import { TopicsCounted } from './topics.events.js';

const toldAtOnce = 500;

@Injectable()
export class TopicCountsReconciler extends CountsReconciler {
  readonly name = 'topics.counts';
  protected readonly counters = topicCounts;

  constructor(
    counts: ReconcileCounts,
    private readonly outbox: Outbox,
  ) {
    super(counts);
  }

  protected override tell(ids: readonly Id[]): void {
    for (let from = 0; from < ids.length; from += toldAtOnce)
      this.outbox.add(new TopicsCounted(ids.slice(from, from + toldAtOnce)));
  }
}
