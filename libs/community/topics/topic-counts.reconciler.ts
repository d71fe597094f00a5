import { Injectable } from '@nestjs/common';
import { CountsReconciler } from '#kernel/jobs';
import { topicCounts } from './topics-reconciliation.repository.js';

@Injectable()
export class TopicCountsReconciler extends CountsReconciler {
  readonly name = 'topics.counts';
  protected readonly counters = topicCounts;
}
