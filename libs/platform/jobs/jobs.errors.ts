import { AppError } from '#kernel/http';
import type { TaskState } from '#kernel/jobs';

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

export class ReconcileNotFound extends AppError {
  constructor() {
    super('reconcile.not-found');
  }
}
