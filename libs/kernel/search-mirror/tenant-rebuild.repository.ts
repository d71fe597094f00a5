import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { rebuildTask } from './tenant-rebuild.events.js';

@Injectable()
export class TenantRebuildRepository {
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

  /** Adds so many documents to what the run has come to here. */
  async note(runId: Id, { documents, isLast }: { documents: number; isLast: boolean }): Promise<void> {
    await this.db.query(
      `update cluster.search_run_part
          set documents = documents + $2, done_at = case when $3 then now() end
        where run_id = $1 and tenant_role = current_user`,
      [runId, documents, isLast],
    );
  }
}
