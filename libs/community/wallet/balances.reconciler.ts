import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { DerivedState, type Mended } from '#kernel/jobs';
import { Log } from '#kernel/logging';
import { BalanceReconciliationQueries } from './balance-reconciliation.queries.js';

const batch = 1_000;

/** Reports balances that are not the sum of their bills. Money is for people to put right, never for a sweep. */
@Injectable()
export class BalancesReconciler extends DerivedState {
  readonly name = 'wallet.balances';
  readonly kind = 'counter';

  constructor(
    private readonly balances: BalanceReconciliationQueries,
    private readonly log: Log,
  ) {
    super();
  }

  async mend(after: Id): Promise<Mended> {
    const { checked, last, wrong } = await this.balances.compare(after, batch);
    if (wrong.length)
      this.log.error('Balances are not what the bills come to: see `ledger verify`.', { members: wrong });
    return { checked, repaired: 0, failed: wrong.length, next: checked < batch ? null : last };
  }
}
