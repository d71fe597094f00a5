import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { Log } from '#kernel/logging';
import type { DerivedState, Mended } from './derived-state.js';
import { DerivedStates } from './derived-states.js';
import { On } from './on.js';
import { Outbox } from './outbox.js';
import { reconcileKey, ReconcileStep, reconcileTask } from './reconcile-step.js';
import { ReconciliationRepository } from './reconciliation.repository.js';

/** A batch that meets others who write may be the one of two that has to give way. */
const tries = 2;

@Injectable()
export class ReconcileTenant {
  constructor(
    private readonly db: TenantDatabase,
    private readonly states: DerivedStates,
    private readonly repository: ReconciliationRepository,
    private readonly outbox: Outbox,
    private readonly log: Log,
  ) {}

  /**
   * One batch, its tally and the hand-over to the next are one transaction: what breaks off goes on from there. A state
   * that fails is left for the next run, and the others go on.
   */
  @On(ReconcileStep, { task: reconcileTask, class: 'maintenance', key: ({ runId }) => reconcileKey(runId) })
  async handle({ runId, state: name, after }: ReconcileStep): Promise<void> {
    const state = this.states.find(name); // another version of the software may know one that this does not
    const {
      next = null,
      failed = 0,
      ...mended
    } = state ? await this.attempt(state, after) : { checked: 0, repaired: 0 };
    const following = next === null ? this.states.nameAfter(name) : name;
    await this.repository.note(runId, state?.kind ?? 'counter', { ...mended, failed }, following === null);
    if (following !== null) this.outbox.add(new ReconcileStep(runId, following, next ?? 0));
  }

  private async attempt(
    state: DerivedState,
    after: number,
    left = tries,
  ): Promise<Partial<Mended> & { checked: number; repaired: number }> {
    try {
      return await this.db.transaction(() => state.mend(after));
    } catch (error) {
      if (left > 1) return this.attempt(state, after, left - 1);
      this.log.error('Derived state could not be mended.', error as Error, { state: state.name, after });
      return { checked: 0, repaired: 0, failed: 1 };
    }
  }
}
