import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';

/** Whoever changes hosts changes the tenant's row in the same transaction: other processes go by that. */
@Injectable()
export class HostsRepository {
  constructor(private readonly db: PlatformDatabase) {}

  async addPrimary(tenantId: number, host: string): Promise<void> {
    await this.db.query(
      `insert into platform.host (host, tenant_id, kind, is_primary) values ($1, $2, 'subdomain', true)`,
      [host, tenantId],
    );
  }

  async removeAll(tenantId: number): Promise<void> {
    await this.db.query('delete from platform.host where tenant_id = $1', [tenantId]);
  }
}
