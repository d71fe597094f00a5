import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { Quotas } from '#kernel/quotas';

/** How often a community may be searched in a day of its own; what is suggested to whoever types does not count. */
@Injectable()
export class SearchAllowance {
  constructor(
    private readonly db: TenantDatabase,
    private readonly quotas: Quotas,
  ) {}

  /** For one more, before anything is asked; or QuotaExceeded. */
  async take(): Promise<void> {
    const take = () => this.quotas.takeOfDay('searches_per_day');
    if (this.quotas.limit('searches_per_day') === null) return take();
    // A crash of the server that takes it away has taken the answer along.
    await this.db.transaction(take, { isDurable: false });
  }
}
