import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import type { AuditEntryView } from './audit.dto.js';

@Injectable()
export class AuditQueries {
  constructor(private readonly db: PlatformDatabase) {}

  /** One statement. Newest first, one more than asked for. */
  async list(tenantId: number | null, { limit, before }: Stretch): Promise<AuditEntryView[]> {
    return this.db.query<AuditEntryView & Record<string, unknown>>(
      `select id, at, operator_name as operator, action, tenant_id, details, status, request_id, address
         from platform.audit
        where ($1::bigint is null or tenant_id = $1) and ($2::bigint is null or id < $2)
        order by id desc limit $3`,
      [tenantId, before, limit + 1],
    );
  }
}
