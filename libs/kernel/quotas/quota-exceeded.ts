import { AppError } from '#kernel/http';
import type { Quota } from '#kernel/scope';

/** A community has all that its plan lets it have. */
export class QuotaExceeded extends AppError {
  constructor(quota: Quota, used: number, limit: number) {
    super('quota.exceeded', { quota, used, limit });
  }
}
