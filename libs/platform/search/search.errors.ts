import { AppError } from '#kernel/http';
import type { TenantState } from '#kernel/scope';

export class SearchRunNotFound extends AppError {
  constructor() {
    super('search.run-not-found');
  }
}

/** Without a store there is no home but PostgreSQL. */
export class NoSearchStore extends AppError {
  constructor() {
    super('search.no-store');
  }
}

/** Its tasks would wait until it is. */
export class TenantNotSearched extends AppError {
  constructor(state: TenantState) {
    super(
      'tenant.state-conflict',
      { state },
      `The community is ${state}: only one that is active or read_only is put into an index.`,
    );
  }
}
