import { Injectable } from '@nestjs/common';
import { type LedgerDifference, LedgerAuditQueries } from './ledger-audit.queries.js';

export type { LedgerDifference } from './ledger-audit.queries.js';

/** Whether every balance of the community in scope is what its ledger says, and every payment booked. Reads only. */
@Injectable()
export class LedgerAudit {
  constructor(private readonly queries: LedgerAuditQueries) {}

  async verify(): Promise<{ members: number; differences: LedgerDifference[] }> {
    return { members: await this.queries.countMembers(), differences: await this.queries.listDifferences() };
  }
}
