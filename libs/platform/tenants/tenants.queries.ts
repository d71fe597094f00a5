import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import type { TenantState } from '#kernel/scope';
import { standingOf } from '#kernel/tenancy';
import type { TenantPlace, TenantRow } from './tenant.js';
import { tenantStates, type TenantView } from './tenants.dto.js';

const columns = `
  t.id, t.slug, t.name, t.state, t.state_reason as "stateReason", t.certificate, t.locale, t.plan, t.owner_username as "ownerUsername", t.created_at as "createdAt",
  t.updated_at as "updatedAt", t.delete_after as "deleteAfter",
  (select json_build_object('operation', o.id, 'step', o.step, 'error', o.error) from platform.operation o
    where t.state = 'failed' and o.tenant_id = t.id and o.state = 'failed' order by o.id desc limit 1) as failure,
  coalesce((select json_agg(json_build_object('host', h.host, 'kind', h.kind, 'primary', h.is_primary)
                            order by h.is_primary desc, h.host)
              from platform.host h where h.tenant_id = t.id), '[]') as hosts`;

const unlisted = tenantStates.filter((state) => !standingOf(state).listed);

export interface TenantFilter {
  /** Part of a slug, a name, a host or the owner's name. */
  readonly text: string | null;
  /** Without one: all but those that are gone. */
  readonly state: TenantState | null;
}

/** Each read is one statement. */
@Injectable()
export class TenantsQueries {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly config: Config,
  ) {}

  async find(id: number): Promise<TenantView | null> {
    const [row] = await this.db.query<TenantRow & Record<string, unknown>>(
      `select ${columns} from platform.tenant t where t.id = $1`,
      [id],
    );
    return row ? this.view(row) : null;
  }

  async findId(slug: string): Promise<number | null> {
    const [row] = await this.db.query<{ id: number }>(
      `select id from platform.tenant where slug = $1 order by state in ('deleted', 'failed'), id desc limit 1`,
      [slug],
    );
    return row?.id ?? null;
  }

  async findPlace(id: number): Promise<TenantPlace | null> {
    const [place] = await this.db.query<TenantPlace & Record<string, unknown>>(
      'select id, cluster, number, role, schema from platform.tenant where id = $1',
      [id],
    );
    return place ?? null;
  }

  /** From then on there is no way back. Asked under the lock of the tenant's row. */
  async isBeingRemoved(id: number): Promise<boolean> {
    const rows = await this.db.query(
      `select from platform.operation where tenant_id = $1 and kind = 'purge' and state = 'running'`,
      [id],
    );
    return rows.length > 0;
  }

  /**
   * Newest first, one more than asked for. A text is looked for in every row: some milliseconds with ten thousand of them,
   * which an index of trigrams would not help for two characters. Hosts are gone through once, not once for each community.
   */
  async list({ text, state }: TenantFilter, { limit, before }: Stretch): Promise<TenantView[]> {
    const rows = await this.db.query<TenantRow & Record<string, unknown>>(
      `select ${columns} from platform.tenant t
        where case when $2::text is null then t.state <> all ($5) else t.state = $2 end
          and ($3::bigint is null or t.id < $3)
          and ($1::text is null or strpos(t.slug, lower($1)) > 0 or strpos(lower(t.name), lower($1)) > 0
               or strpos(lower(t.owner_username), lower($1)) > 0
               or t.id in (select h.tenant_id from platform.host h where strpos(h.host, lower($1)) > 0))
        order by t.id desc limit $4`,
      [text, state, before, limit + 1, unlisted],
    );
    return rows.map((row) => this.view(row));
  }

  private view(row: TenantRow): TenantView {
    const primary = row.hosts.find((host) => host.primary);
    return {
      id: row.id,
      slug: row.slug,
      name: row.name,
      state: row.state,
      state_reason: row.stateReason,
      locale: row.locale,
      plan: row.plan,
      hosts: row.hosts,
      url: primary ? this.config.publicUrl(primary.host) : null,
      owner: { username: row.ownerUsername },
      created_at: row.createdAt,
      updated_at: row.updatedAt,
      delete_after: row.deleteAfter,
      failure: row.failure,
      certificate: row.certificate,
    };
  }
}
