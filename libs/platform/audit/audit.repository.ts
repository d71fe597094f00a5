import { Injectable } from '@nestjs/common';
import { type Deferral, PlatformDatabase } from '#kernel/database';
import { scope } from '#kernel/scope';

export interface AuditRow {
  readonly actor: 'operator' | 'platform' | 'member';
  readonly operatorId: number | null;
  readonly memberId: number | null;
  /** Name of whoever acted. */
  readonly operatorName: string;
  readonly action: string;
  readonly tenantId: number | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly requestId: string | null;
  readonly address: string | null;
}

const adding = 'select platform.add_audit($1::jsonb)';

@Injectable()
export class AuditRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /**
   * To the end of the chain, whose head is locked for that: in an open unit of work as late as can be, with its COMMIT.
   */
  async add(row: AuditRow): Promise<void> {
    if (scope.current().unit) this.db.defer(this.writing, row);
    else await this.db.query(adding, [jsonOf([row])]);
  }

  private readonly writing: Deferral<AuditRow> = {
    beforeCommit: (rows) => ({ sql: adding, values: [jsonOf(rows)] }),
  };
}

/** By the names of the columns. */
const jsonOf = (rows: readonly AuditRow[]): string =>
  JSON.stringify(
    rows.map((row) => ({
      actor: row.actor,
      operator_id: row.operatorId,
      member_id: row.memberId,
      operator_name: row.operatorName,
      action: row.action,
      tenant_id: row.tenantId,
      details: row.details,
      status: row.status,
      request_id: row.requestId,
      address: row.address,
    })),
  );
