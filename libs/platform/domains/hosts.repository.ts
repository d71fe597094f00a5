import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import type { TenantState } from '#kernel/scope';
import { type HostWitness, tenantsChanged } from '#kernel/tenancy';

/** The hosts that serve. Whoever changes them changes the tenant's row in the same transaction: other processes go by that. */
@Injectable()
export class HostsRepository implements HostWitness {
  constructor(private readonly db: PlatformDatabase) {}

  /** Holds off other changes of this community until the end of the transaction; null when there is none. */
  async lockTenant(id: number): Promise<TenantState | null> {
    const [row] = await this.db.query<{ state: TenantState } & Row>(
      'select state from platform.tenant where id = $1 for update',
      [id],
    );
    return row?.state ?? null;
  }

  /** What lets all processes know that its hosts are others now. */
  async stamp(tenantId: number): Promise<void> {
    await this.db.query(
      `with changed as (
         update platform.tenant set updated_at = now(), changed_in = pg_current_xact_id() where id = $1 returning id)
       select pg_notify('${tenantsChanged}', '') from changed`,
      [tenantId],
    );
  }

  async addPrimary(tenantId: number, host: string): Promise<void> {
    await this.db.query(
      `insert into platform.host (host, tenant_id, kind, is_primary) values ($1, $2, 'subdomain', true)`,
      [host, tenantId],
    );
  }

  /** False when it is another community's. Waits for whoever takes or frees it at the same moment. */
  async take(tenantId: number, host: string): Promise<boolean> {
    const rows = await this.db.query(
      `insert into platform.host (host, tenant_id, kind) values ($1, $2, 'custom')
       on conflict (host) do update set kind = excluded.kind where host.tenant_id = excluded.tenant_id
       returning host`,
      [host, tenantId],
    );
    return rows.length > 0;
  }

  /** It serves nothing from now on; where it was the primary one, the name below the platform's domain is again. */
  async free(tenantId: number, host: string): Promise<boolean> {
    const [freed] = await this.db.query<{ isPrimary: boolean } & Row>(
      `delete from platform.host where host = $1 and tenant_id = $2 and kind = 'custom' returning is_primary as "isPrimary"`,
      [host, tenantId],
    );
    if (freed?.isPrimary)
      await this.db.query(`update platform.host set is_primary = true where tenant_id = $1 and kind = 'subdomain'`, [
        tenantId,
      ]);
    return freed !== undefined;
  }

  /** False when it is no host of it that serves. In two steps, for no moment may have two of them. */
  async setPrimary(tenantId: number, host: string): Promise<boolean> {
    await this.db.query(
      `update platform.host set is_primary = false
        where tenant_id = $1 and is_primary and exists (select from platform.host where host = $2 and tenant_id = $1)`,
      [tenantId, host],
    );
    const rows = await this.db.query(
      'update platform.host set is_primary = true where tenant_id = $1 and host = $2 returning host',
      [tenantId, host],
    );
    return rows.length > 0;
  }

  /** Its own domains are quarantined: links to them are still about. */
  async removeAll(tenantId: number, quarantineDays: number): Promise<void> {
    await this.db.query(
      `insert into platform.domain_quarantine (host, tenant_id, until)
       select host, tenant_id, now() + $2 * interval '1 day' from platform.host where tenant_id = $1 and kind = 'custom'
       on conflict (host) do update set tenant_id = excluded.tenant_id, until = excluded.until`,
      [tenantId, quarantineDays],
    );
    await this.db.query('delete from platform.host where tenant_id = $1', [tenantId]);
    await this.db.query('delete from platform.domain where tenant_id = $1', [tenantId]);
  }

  async noteSecured(host: string): Promise<void> {
    await this.db.query(
      `update platform.host set secured_at = now()
        where host = $1 and (secured_at is null or secured_at < now() - interval '1 day')`,
      [host],
    );
  }
}
