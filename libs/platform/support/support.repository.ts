import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import { tenantsChanged } from '#kernel/tenancy';
import type { OperatorAccount } from '#platform/operators';
import { linkMinutes, type SupportAccess, type SupportEnd } from './support-access.js';
import { lapsesSql } from './support-standing.queries.js';
import { accessColumns, mayLookSql } from './support.queries.js';

interface Asked {
  readonly tenantId: number;
  readonly reason: string;
  readonly minutes: number;
}

/** Each answers the access as it is then; null: it was in no state that allows this, and nothing has changed. */
@Injectable()
export class SupportRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** Null: there is an open one. */
  async ask({ id, name }: OperatorAccount, { tenantId, reason, minutes }: Asked): Promise<SupportAccess | null> {
    await this.db.query(
      `update platform.support_access s set closed_at = ${lapsesSql}, closed_as = 'lapsed', link_hash = null, visit_hash = null
        where s.tenant_id = $1 and s.closed_at is null and ${lapsesSql} <= now()`,
      [tenantId],
    );
    return this.one(
      `insert into platform.support_access as s (tenant_id, operator_id, operator_name, reason, minutes)
       values ($1, $2, $3, $4, $5) on conflict (tenant_id) where closed_at is null do nothing
       returning ${accessColumns}`,
      [tenantId, id, name, reason, minutes],
    );
  }

  async grant(tenantId: number, id: number, by: string): Promise<SupportAccess | null> {
    return this.one(
      `update platform.support_access s
          set granted_at = now(), granted_by = $3, ends_at = now() + s.minutes * interval '1 minute'
        where s.tenant_id = $1 and s.id = $2 and s.closed_at is null and s.granted_at is null and ${lapsesSql} > now()
       returning ${accessColumns}`,
      [tenantId, id, by],
    );
  }

  async close(tenantId: number, id: number, as: SupportEnd, by: string): Promise<SupportAccess | null> {
    return this.one(
      `update platform.support_access s
          set closed_at = now(), closed_as = $3, closed_by = $4, link_hash = null, visit_hash = null
        where s.tenant_id = $1 and s.id = $2 and s.closed_at is null and ${lapsesSql} > now()
          and (s.granted_at is null) = ($3 in ('refused', 'withdrawn'))
       returning ${accessColumns}`,
      [tenantId, id, as, by],
    );
  }

  /** Holds off what else is decided about it, until the end of the transaction. */
  async lock(tenantId: number, id: number): Promise<void> {
    await this.db.query('select from platform.support_access where tenant_id = $1 and id = $2 for update', [
      tenantId,
      id,
    ]);
  }

  /** In place of a link that was made before. */
  async setLink(tenantId: number, id: number, hash: Buffer): Promise<Date | null> {
    const [row] = await this.db.query<{ until: Date }>(
      `update platform.support_access s
          set link_hash = $3, link_until = least(now() + interval '${linkMinutes} minutes', s.ends_at)
         from platform.operator o
        where o.id = s.operator_id and s.tenant_id = $1 and s.id = $2 and ${mayLookSql}
       returning s.link_until as until`,
      [tenantId, id, hash],
    );
    return row?.until ?? null;
  }

  /** By the link, once; whoever has entered before by another one is out. */
  async enter(tenantId: number, link: Buffer, visit: Buffer): Promise<SupportAccess | null> {
    return this.one(
      `update platform.support_access s
          set link_hash = null, visit_hash = $3, entered_at = coalesce(s.entered_at, now())
         from platform.operator o
        where o.id = s.operator_id and s.tenant_id = $1 and s.link_hash = $2 and s.link_until > now() and ${mayLookSql}
       returning ${accessColumns}`,
      [tenantId, link, visit],
    );
  }

  async leave(tenantId: number, visit: Buffer): Promise<SupportAccess | null> {
    return this.one(
      `update platform.support_access s set visit_hash = null where s.tenant_id = $1 and s.visit_hash = $2
       returning ${accessColumns}`,
      [tenantId, visit],
    );
  }

  /** Every process takes the community's scope anew, and with it the banner on its pages. */
  async tell(tenantId: number): Promise<void> {
    await this.db.query(
      `with changed as (
         update platform.tenant set changed_in = pg_current_xact_id() where id = $1 returning id)
       select pg_notify('${tenantsChanged}', '') from changed`,
      [tenantId],
    );
  }

  private async one(sql: string, values: unknown[]): Promise<SupportAccess | null> {
    const [access] = await this.db.query<SupportAccess & Row>(sql, values);
    return access ?? null;
  }
}
