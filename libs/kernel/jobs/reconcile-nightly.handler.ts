import { Injectable } from '@nestjs/common';
import { Every } from './on.js';
import { Reconciler } from './reconciler.js';

const sixHours = 6 * 60 * 60 * 1_000;

@Injectable()
export class ReconcileNightly {
  constructor(private readonly reconciler: Reconciler) {}

  /** All communities, one after the other over a quarter of the day. Called twice, it does no harm. */
  @Every('1 day', { task: 'jobs.reconcile-nightly', class: 'maintenance', inUnit: false })
  async handle(): Promise<void> {
    await this.reconciler.requestWithin('schedule', sixHours);
  }
}
