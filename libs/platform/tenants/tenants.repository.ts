import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { PlatformDatabase, type Row } from '#kernel/database';
import { tenantsChanged } from '#kernel/tenancy';
import type { NewTenant, TenantPlace } from './tenant.js';
import type { Life } from './tenant-life.js';

/** What every change of a tenant's row carries, so that all processes see it within two seconds. */
export const stamped = 'updated_at = now(), changed_in = pg_current_xact_id()';
export const tell = `select pg_notify('${tenantsChanged}', '') from changed`;

export interface LockedTenant extends Life {
  readonly slug: string;
  readonly name: string;
}

@Injectable()
export class TenantsRepository {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly config: Config,
  ) {}

  /** Holds off other changes of this community until the end of the transaction. */
  async lock(id: number): Promise<LockedTenant | null> {
    const [row] = await this.db.query<LockedTenant & Row>(
      `select slug, name, state, state_reason as reason,
              coalesce((select jsonb_agg(jsonb_build_object('state', past.state, 'reason', coalesce(past.reason, '')) order by past.place)
                          from unnest(previous_states, previous_reasons) with ordinality as past (state, reason, place)),
                       '[]') as previous
         from platform.tenant where id = $1 for update`,
      [id],
    );
    return row ?? null;
  }

  /** The time of grace begins once: another reason for the deletion does not put it off. */
  async setLife(id: number, { state, reason, previous }: Life): Promise<void> {
    await this.db.query(
      `with changed as (
         update platform.tenant
            set state = $2::text, state_reason = $3, previous_states = $4, previous_reasons = $5, ${stamped},
                delete_after = case when $2 = 'deleting' then coalesce(delete_after, now() + $6 * interval '1 day') end
          where id = $1 returning id) ${tell}`,
      [
        id,
        state,
        reason,
        previous.map((past) => past.state),
        previous.map((past) => past.reason),
        this.config.deletionGraceDays,
      ],
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
        where name = $1 and tenants < coalesce($2, max_tenants)
       returning next_number - 1 as number`,
      [cluster, this.config.maxTenantsPerCluster ?? null],
    );
    return row?.number ?? null;
  }

  /** Null when the slug or its host is taken. */
  async add(tenant: NewTenant, place: Omit<TenantPlace, 'id'>, host: string): Promise<number | null> {
    const [row] = await this.db.query<{ id: number }>(
      `insert into platform.tenant (slug, name, locale, owner_username, cluster, number, role, schema, plan, is_unverified)
       select $1, $2, $3, $4, $5, $6, $7, $8, coalesce($10, 'standard'), $11 where not exists (select from platform.host where host = $9)
       on conflict (slug) where state not in ('deleted', 'failed') do nothing returning id`,
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
        tenant.isUnverified ?? false,
      ],
    );
    return row?.id ?? null;
  }

  /** One that never came to be: the record says so. Its number is not given again, its slug may be. */
  async markFailed(id: number): Promise<void> {
    await this.db.query(
      `with changed as (
         update platform.tenant set state = 'failed', ${stamped} where id = $1 and state <> 'failed' returning cluster),
       freed as (
         update platform.cluster set tenants = tenants - 1 where name in (select cluster from changed))
       ${tell}`,
      [id],
    );
  }

  /** Whoever asks for the name again need not read of it any more. */
  async removeFailed(slug: string): Promise<void> {
    await this.db.query(`delete from platform.tenant where slug = $1 and state = 'failed'`, [slug]);
  }

  /** As old as the operations that are forgotten, which say why. */
  async removeOldFailed(): Promise<void> {
    await this.db.query(
      `delete from platform.tenant where state = 'failed' and updated_at < now() - interval '30 days'`,
    );
  }

  /** The end: only the record is kept, and what was counted. The slug may be given again. */
  async markDeleted(id: number, certificate: object): Promise<void> {
    await this.db.query(
      `with changed as (
         update platform.tenant
            set state = 'deleted', state_reason = '', previous_states = '{}', previous_reasons = '{}', owner_email = null,
                certificate = $2, ${stamped}
          where id = $1 and state <> 'deleted' returning cluster),
       freed as (
         update platform.cluster set tenants = tenants - 1 where name in (select cluster from changed))
       ${tell}`,
      [id, JSON.stringify(certificate)],
    );
  }
}
