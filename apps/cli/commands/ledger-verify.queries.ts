import type { PlatformDatabase, Row } from '#kernel/database';

export interface TenantSchema {
  readonly slug: string;
  readonly role: string;
  /** How many migrations it has. */
  readonly version: number;
}

export class TenantSchemasQueries {
  constructor(private readonly platform: PlatformDatabase) {}

  /** Of all communities that there are: neither being made nor gone. */
  async list(): Promise<TenantSchema[]> {
    return this.platform.query<TenantSchema & Row>(
      `select t.slug, s.role, s.version from cluster.tenant_schema s join platform.tenant t using (role)
        where t.state not in ('provisioning', 'deleted', 'failed') order by t.id`,
    );
  }
}
