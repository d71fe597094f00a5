import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';

export const rebuildTask = 'search.rebuild-index';

@Injectable()
export class SearchRebuildQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** Whether this community's index is being made anew. Until the unit of work ends nobody else gets an answer. */
  async isUnderWay(): Promise<boolean> {
    const [, [row]] = await Promise.all([
      this.db.query(`select pg_advisory_xact_lock(hashtextextended(current_schema() || $1, 0))`, [rebuildTask]),
      this.db.query<{ exists: boolean }>(
        `select exists (select from jobs.task where tenant_role = current_user and kind = $1 and state <> 'dead')`,
        [rebuildTask],
      ),
    ]);
    return row!.exists;
  }
}
