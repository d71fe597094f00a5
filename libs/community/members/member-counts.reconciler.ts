import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { DerivedState, type Mended, ReconcileCounts } from '#kernel/jobs';
import { memberCounts } from './members-reconciliation.repository.js';

@Injectable()
export class MemberCountsReconciler extends DerivedState {
  readonly name = 'members.counts';
  readonly kind = 'counter';

  constructor(private readonly counts: ReconcileCounts) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    return this.counts.mend(memberCounts, after);
  }
}
