import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import type { TenantState } from '#kernel/scope';
import type { JobTenantView } from './jobs.dto.js';

/** Tasks name their community by its role. */
@Injectable()
export class JobTenantsQueries {
  constructor(private readonly db: PlatformDatabase) {}

  async find(tenantId: number): Promise<{ role: string; state: TenantState } | null> {
    const [row] = await this.db.query<{ role: string; state: TenantState }>(
      'select role, state from platform.tenant where id = $1',
      [tenantId],
    );
    return row ?? null;
  }

  /** By role; what is not in it is of no community. */
  async ofRoles(roles: readonly string[]): Promise<ReadonlyMap<string, JobTenantView>> {
    if (roles.length === 0) return new Map();
    const rows = await this.db.query<JobTenantView & Row>(
      'select id, slug, role from platform.tenant where cluster = $1 and role = any($2::name[])',
      [this.db.name, roles],
    );
    return new Map(rows.map(({ id, slug, role }) => [role as string, { id, slug }]));
  }
}
