import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { stamped, tell } from './tenants.repository.js';

@Injectable()
export class TenantPlansRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** Answers the plan that it had; null when there is no such community. Locks it until the end of the transaction. */
  async lock(id: number): Promise<string | null> {
    const [row] = await this.db.query<{ plan: string }>('select plan from platform.tenant where id = $1 for update', [
      id,
    ]);
    return row?.plan ?? null;
  }

  async set(id: number, plan: string): Promise<void> {
    await this.db.query(
      `with changed as (update platform.tenant set plan = $2, ${stamped} where id = $1 returning id) ${tell} limit 1`,
      [id, plan],
    );
  }

  /** All communities that a plan holds for, however many: every process asks anew what they may use. */
  async stamp(plan: string, alsoUnverified: boolean): Promise<void> {
    await this.db.query(
      `with changed as (
         update platform.tenant set ${stamped}
          where (plan = $1 or ($2 and is_unverified)) and state <> 'deleted' returning id) ${tell} limit 1`,
      [plan, alsoUnverified],
    );
  }
}
