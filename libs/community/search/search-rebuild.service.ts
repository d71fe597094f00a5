import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { SearchRebuildQueries } from './search-rebuild.queries.js';
import { SearchRebuildRequested } from './search.events.js';

@Injectable()
export class SearchRebuildService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly rebuilds: SearchRebuildQueries,
    private readonly outbox: Outbox,
  ) {}

  /** Has every post put into the index anew, a batch at a time. One that is under way goes on, and no other begins. */
  async request(): Promise<void> {
    await this.db.transaction(async () => {
      if (!(await this.rebuilds.isUnderWay())) this.outbox.add(new SearchRebuildRequested(0));
    });
  }
}
