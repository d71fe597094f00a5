import { Injectable } from '@nestjs/common';
import { CountsReconciler } from '#kernel/jobs';
import { commentCounts } from './comments-reconciliation.repository.js';

@Injectable()
export class CommentCountsReconciler extends CountsReconciler {
  readonly name = 'comments.counts';
  protected readonly counters = commentCounts;
}
