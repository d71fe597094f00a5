import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';

export interface AuditRow {
  readonly operatorId: number | null;
  readonly operatorName: string;
  readonly action: string;
  readonly tenantId: number | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly requestId: string | null;
  readonly address: string | null;
}

@Injectable()
export class AuditRepository {
  constructor(private readonly db: PlatformDatabase) {}

  async add(row: AuditRow): Promise<void> {
    await this.db.query(
      `insert into platform.audit (operator_id, operator_name, action, tenant_id, details, status, request_id, address)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.operatorId,
        row.operatorName,
        row.action,
        row.tenantId,
        JSON.stringify(row.details),
        row.status,
        row.requestId,
        row.address,
      ],
    );
  }
}
