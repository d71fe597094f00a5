import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { HostView } from '#platform/tenants';

@Injectable()
export class DomainsQueries {
  constructor(private readonly db: PlatformDatabase) {}

  /** One statement; null when there is no such tenant. */
  async listHosts(tenantId: number): Promise<HostView[] | null> {
    const [row] = await this.db.query<{ hosts: HostView[] }>(
      `select coalesce((select json_agg(json_build_object('host', host, 'kind', kind, 'primary', is_primary)
                                        order by is_primary desc, host)
                          from platform.host where tenant_id = t.id), '[]') as hosts
         from platform.tenant t where id = $1`,
      [tenantId],
    );
    return row?.hosts ?? null;
  }
}
