import { AppError } from '#kernel/http';

export class PlanNotFound extends AppError {
  constructor(plan: string) {
    super('plan.not-found', { plan });
  }
}
