import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import { tenantsChanged } from '#kernel/tenancy';
import type { NewTenant, TenantPlace } from './tenant.js';
import type { Life } from './tenant-life.js';

const graceDays = 7;

/** What every change of a tenant's row carries, so that all processes see it within two seconds. */
const stamped = 'updated_at = now(), changed_in = pg_current_xact_id()';
const tell = `select pg_notify('${tenantsChanged}', '') from changed`;

export interface LockedTenant extends Life {
  readonly slug: string;
  readonly name: string;
}

@Injectable()
export class TenantsRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** Holds off other changes of this community until the end of the transaction. */
  async lock(id: number): Promise<LockedTenant | null> {
    const [row] = await this.db.query<LockedTenant & Row>(
      'select slug, name, state, previous_states as previous from platform.tenant where id = $1 for update',
      [id],
    );
    return row ?? null;
  }

  async setLife(id: number, { state, previous }: Life): Promise<void> {
    await this.db.query(
      `with changed as (
         update platform.tenant
            set state = $2::text, previous_states = $3, ${stamped},
                delete_after = case when $2 = 'deleting' then now() + ${graceDays} * interval '1 day' end
          where id = $1 returning id) ${tell}`,
      [id, state, previous],
    );
  }

  async rename(id: number, name: string): Promise<void> {
    await this.db.query(
      `with changed as (update platform.tenant set name = $2, ${stamped} where id = $1 returning id) ${tell}`,
      [id, name],
    );
  }

  /** A number for a further community on the cluster; null when that is full. */
  async takeNumber(cluster: string): Promise<number | null> {
    const [row] = await this.db.query<{ number: number }>(
      `update platform.cluster set next_number = next_number + 1, tenants = tenants + 1
        where name = $1 and tenants < max_tenants
       returning next_number - 1 as number`,
      [cluster],
    );
    return row?.number ?? null;
  }

  /** Null when the slug or its host is taken. */
  async add(tenant: NewTenant, place: Omit<TenantPlace, 'id'>, host: string): Promise<number | null> {
    const [row] = await this.db.query<{ id: number }>(
      `insert into platform.tenant (slug, name, locale, owner_username, cluster, number, role, schema, plan, owner_email,
                                    is_unverified)
       select $1, $2, $3, $4, $5, $6, $7, $8, coalesce($10, 'standard'), $11, $12 where not exists (select from platform.host where host = $9)
       on conflict (slug) where state <> 'deleted' do nothing returning id`,
      [
        tenant.slug,
        tenant.name,
        tenant.locale,
        tenant.ownerUsername,
        place.cluster,
        place.number,
        place.role,
        place.schema,
        host,
        tenant.plan ?? null,
        tenant.ownerEmail ?? null,
        tenant.isUnverified ?? false,
      ],
    );
    return row?.id ?? null;
  }

  /** One that never came to be. Its number is not given again. */
  async remove(id: number): Promise<void> {
    await this.db.query(
      `with gone as (delete from platform.tenant where id = $1 returning cluster)
       update platform.cluster set tenants = tenants - 1 where name in (select cluster from gone)`,
      [id],
    );
  }

  /** The end: only the record is kept. The slug may be given again. */
  async markDeleted(id: number): Promise<void> {
    await this.db.query(
      `with changed as (
         update platform.tenant set state = 'deleted', previous_states = '{}', ${stamped}
          where id = $1 and state <> 'deleted' returning cluster),
       freed as (
         update platform.cluster set tenants = tenants - 1 where name in (select cluster from changed))
       ${tell}`,
      [id],
    );
  }
}
