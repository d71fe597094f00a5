import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { Limits } from '#kernel/scope';

interface KnownPlan {
  readonly version: number;
  /** Null of one that is being made just now. */
  readonly limits: Limits | null;
}

@Injectable()
export class PlansRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** Makes the plan unless it is there, and holds off other changes of it until the end of the transaction. */
  async lock(name: string): Promise<KnownPlan> {
    await this.db.query('insert into platform.plan (name, version) values ($1, 0) on conflict do nothing', [name]);
    const [plan] = await this.db.query<{ version: number }>(
      'select version from platform.plan where name = $1 for update',
      [name],
    );
    const { version } = plan!;
    const [known] = await this.db.query<{ limits: Limits }>(
      'select limits from platform.plan_version where plan = $1 and version = $2',
      [name, version],
    );
    return { version, limits: known?.limits ?? null };
  }

  async isThere(name: string): Promise<boolean> {
    const rows = await this.db.query('select from platform.plan where name = $1 for key share', [name]);
    return rows.length > 0;
  }

  /** From now on the newest. */
  async addVersion(name: string, version: number, limits: Limits, changedBy: string): Promise<void> {
    await this.db.query(
      `with added as (
         insert into platform.plan_version (plan, version, limits, changed_by) values ($1, $2, $3::jsonb, $4))
       update platform.plan set version = $2 where name = $1`,
      [name, version, JSON.stringify(limits), changedBy],
    );
  }
}
