import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { PlatformDatabase, type Row } from '#kernel/database';
import type { TenantState } from '#kernel/scope';
import { standingOf } from '#kernel/tenancy';
import type { TenantCountsView } from './tenant-counts.dto.js';
import { tenantStates } from './tenants.dto.js';

type Counts = Pick<TenantCountsView, 'clusters' | 'operations'> & {
  readonly states: Partial<Record<TenantState, number>>;
};

/** How many there are, in one statement: a few milliseconds with ten thousand of them. */
@Injectable()
export class TenantCountsQueries {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly config: Config,
  ) {}

  async read(): Promise<TenantCountsView> {
    const [row] = await this.db.query<Counts & Row>(
      `select (select coalesce(jsonb_object_agg(state, number), '{}')
                 from (select state, count(*) as number from platform.tenant group by state) counted) as states,
              (select jsonb_agg(jsonb_build_object('name', name, 'tenants', tenants,
                                                   'max_tenants', coalesce($1, max_tenants)) order by name)
                 from platform.cluster) as clusters,
              (select jsonb_build_object('running', count(*) filter (where state = 'running'),
                                         'failed', count(*) filter (where state = 'failed'))
                 from platform.operation
                where state = 'running' or state = 'failed' and updated_at > now() - interval '7 days') as operations`,
      [this.config.maxTenantsPerCluster ?? null],
    );
    const { states, clusters, operations } = row!;
    const by_state = Object.fromEntries(
      tenantStates.map((state) => [state, states[state] ?? 0]),
    ) as unknown as TenantCountsView['by_state'];
    const total = tenantStates.reduce((sum, state) => sum + (standingOf(state).listed ? by_state[state] : 0), 0);
    return { total, by_state, clusters, operations };
  }
}
