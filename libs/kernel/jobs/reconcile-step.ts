import type { Id } from '#kernel/database';
import { DomainEvent } from './domain-event.js';

/** A run is to go on in the community in scope: with the state of this name, behind this id. */
export class ReconcileStep extends DomainEvent {
  static override readonly type = 'reconcile.step';
  constructor(
    readonly runId: Id,
    readonly state: string,
    readonly after: Id,
  ) {
    super();
  }
}

export const reconcileTask = 'jobs.reconcile';
export const reconcileKey = (runId: Id | string): string => `run ${runId}`;
