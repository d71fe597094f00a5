import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { Tenant } from '#kernel/scope';
import { TenantSource, type TenantChanges } from '#kernel/tenancy';
import { limitsSql } from '#platform/plans';
import { supportSql } from '#platform/support';

const columns = `
  t.id, t.slug, t.name, t.state, t.locale, t.cluster, t.role, t.schema, t.state_reason as "stateReason", t.plan,
  ${limitsSql} as limits, ${supportSql} as support,
  (select h.host from platform.host h where h.tenant_id = t.id and h.is_primary) as "primaryHost",
  array(select h.host from platform.host h where h.tenant_id = t.id order by h.host) as hosts`;

/** The platform's answer to "whose is this host": what the tenant scope is filled with. */
@Injectable()
export class TenantHostsQueries extends TenantSource {
  constructor(private readonly db: PlatformDatabase) {
    super();
  }

  async findByHost(host: string): Promise<Tenant | null> {
    const [tenant] = await this.db.query<Tenant>(
      `select ${columns} from platform.host named join platform.tenant t on t.id = named.tenant_id where named.host = $1`,
      [host],
    );
    return tenant ?? null;
  }

  async findById(id: number): Promise<Tenant | null> {
    const [tenant] = await this.db.query<Tenant>(`select ${columns} from platform.tenant t where t.id = $1`, [id]);
    return tenant ?? null;
  }

  async findByRole(cluster: string, role: string): Promise<Tenant | null> {
    const [tenant] = await this.db.query<Tenant>(
      `select ${columns} from platform.tenant t where t.cluster = $1 and t.role = $2`,
      [cluster, role],
    );
    return tenant ?? null;
  }

  /**
   * The cursor is the oldest transaction that was open at the last look: what it and all later ones changed is told
   * again, so a change that was committed late is never passed over.
   */
  async changesSince(cursor: string | null): Promise<TenantChanges> {
    const [row] = await this.db.query<TenantChanges>(
      `select pg_snapshot_xmin(pg_current_snapshot())::text as cursor,
              (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'version', changed_in::text)), '[]')
                 from platform.tenant where changed_in >= $1::text::xid8) as changes`,
      [cursor],
    );
    return row!;
  }
}
