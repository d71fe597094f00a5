import { Injectable } from '@nestjs/common';
import { CountsReconciler } from '#kernel/jobs';
import { memberCounts } from './members-reconciliation.repository.js';

@Injectable()
export class MemberCountsReconciler extends CountsReconciler {
  readonly name = 'members.counts';
  protected readonly counters = memberCounts;
}
