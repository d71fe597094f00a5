import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { Limits } from '#kernel/scope';

export interface PlanVersionRow {
  readonly version: number;
  readonly limits: Limits;
  readonly changedBy: string | null;
  readonly changedAt: Date;
}

export interface PlanRow extends PlanVersionRow {
  readonly name: string;
  /** Communities that have it. */
  readonly tenants: number;
  /** What it was before, the last first. */
  readonly former: readonly (Omit<PlanVersionRow, 'changedAt'> & { readonly changedAt: string })[];
}

const columns = `
  p.name, p.version, v.limits, v.changed_by as "changedBy", v.created_at as "changedAt",
  (select count(*) from platform.tenant t where t.plan = p.name and t.state <> 'deleted') as tenants,
  coalesce((select jsonb_agg(jsonb_build_object('version', f.version, 'limits', f.limits, 'changedBy', f.changed_by,
                                                'changedAt', f.created_at) order by f.version desc)
              from platform.plan_version f where f.plan = p.name and f.version < p.version), '[]') as former`;
const from = 'platform.plan p join platform.plan_version v on v.plan = p.name and v.version = p.version';

/** Each read is one statement. */
@Injectable()
export class PlansQueries {
  constructor(private readonly db: PlatformDatabase) {}

  async list(): Promise<PlanRow[]> {
    return this.db.query<PlanRow & Record<string, unknown>>(`select ${columns} from ${from} order by p.name`);
  }

  async find(name: string): Promise<PlanRow | null> {
    const [row] = await this.db.query<PlanRow & Record<string, unknown>>(
      `select ${columns} from ${from} where p.name = $1`,
      [name],
    );
    return row ?? null;
  }
}
