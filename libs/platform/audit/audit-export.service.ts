import { Injectable } from '@nestjs/common';
import type { OperatorAccount } from '#platform/operators';
import type { AuditPeriod } from './audit-filter.js';
import { AuditQueries } from './audit.queries.js';
import { AuditLog } from './audit.service.js';

const pageSize = 500;

@Injectable()
export class AuditExport {
  constructor(
    private readonly entries: AuditQueries,
    private readonly audit: AuditLog,
  ) {}

  /** Is noted itself; then what was there until then, a line of JSON for each row, read as it is sent. */
  async begin(operator: OperatorAccount, period: AuditPeriod): Promise<AsyncGenerator<string>> {
    const details = { from: period.from?.toISOString() ?? null, to: period.to?.toISOString() ?? null };
    await this.audit.record(operator, { action: 'audit.export', details });
    return this.lines(period, await this.entries.lastId());
  }

  private async *lines(period: AuditPeriod, until: number): AsyncGenerator<string> {
    for (let after = 0; ;) {
      const rows = await this.entries.exported(period, after, until, pageSize);
      if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
      if (rows.length < pageSize) return;
      after = rows.at(-1)!.id;
    }
  }
}
