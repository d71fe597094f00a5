import { AppError } from '#kernel/http';
import type { TaskState } from '#kernel/jobs';
import type { TenantState } from '#kernel/scope';

export class JobNotFound extends AppError {
  constructor() {
    super('job.not-found');
  }
}

export class JobNotDead extends AppError {
  constructor(state: TaskState) {
    super('job.not-dead', { state });
  }
}

/** Its tasks would wait until it is. */
export class TenantNotAtWork extends AppError {
  constructor(state: TenantState) {
    super(
      'tenant.state-conflict',
      { state },
      `The community is ${state}: only one that is active or read_only is gone through.`,
    );
  }
}

export class ReconcileNotFound extends AppError {
  constructor() {
    super('reconcile.not-found');
  }
}
