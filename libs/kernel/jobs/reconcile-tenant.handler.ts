import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { Log } from '#kernel/logging';
import type { DerivedState, Mended } from './derived-state.js';
import { DerivedStates } from './derived-states.js';
import { failureText } from './failure-text.js';
import { On } from './on.js';
import { Outbox } from './outbox.js';
import { reconcileKey, ReconcileStep, reconcileTask } from './reconcile-step.js';
import { ReconciliationRepository } from './reconciliation.repository.js';

/** A batch that meets others who write may be the one of two that has to give way. */
const tries = 2;

type Batch = Mended & { readonly failed: number; readonly error?: string };
const nothing: Batch = { checked: 0, repaired: 0, failed: 0, next: null };

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
    const { next, ...batch } = state ? await this.attempt(state, after) : nothing;
    const following = next === null ? this.states.nameAfter(name) : name;
    const note = { ...batch, state: name, kind: state?.kind ?? 'counter', isLast: following === null };
    await this.repository.note(runId, note);
    if (following !== null) this.outbox.add(new ReconcileStep(runId, following, next ?? 0));
  }

  private async attempt(state: DerivedState, after: number, left = tries): Promise<Batch> {
    try {
      return { failed: 0, ...(await this.db.transaction(() => state.mend(after))) };
    } catch (error) {
      if (left > 1) return this.attempt(state, after, left - 1);
      this.log.error('Derived state could not be mended.', error as Error, { state: state.name, after });
      return { ...nothing, failed: 1, error: failureText(error) };
    }
  }
}
