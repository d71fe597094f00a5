import { Injectable } from '@nestjs/common';
import { PlatformDatabase, type Row } from '#kernel/database';
import type { TenantState } from '#kernel/scope';

export interface NamedTenant {
  readonly id: number;
  readonly slug: string;
}

/** Indexes and runs name their community by its role. */
@Injectable()
export class SearchTenantsQueries {
  constructor(private readonly db: PlatformDatabase) {}

  async find(tenantId: number): Promise<{ role: string; state: TenantState } | null> {
    const [row] = await this.db.query<{ role: string; state: TenantState }>(
      'select role, state from platform.tenant where id = $1',
      [tenantId],
    );
    return row ?? null;
  }

  /** By role; what is not in it is of no community any more. */
  async ofRoles(roles: readonly string[]): Promise<ReadonlyMap<string, NamedTenant>> {
    if (roles.length === 0) return new Map();
    const rows = await this.db.query<NamedTenant & { role: string } & Row>(
      'select id, slug, role from platform.tenant where role = any($1::name[])',
      [roles],
    );
    return new Map(rows.map(({ id, slug, role }) => [role, { id, slug }]));
  }
}
