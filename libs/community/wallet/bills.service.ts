import { Injectable } from '@nestjs/common';
import type { Page } from '#kernel/http';
import type { Member } from '#community/identity';
import { type Bill, LedgerQueries } from './ledger.queries.js';

/** What a member has paid in, spent and earned. */
@Injectable()
export class BillsService {
  constructor(private readonly ledger: LedgerQueries) {}

  /** Newest first, with the number of all. */
  async list(member: Member, page: Page): Promise<{ rows: Bill[]; total: number }> {
    return this.ledger.listBills(member.id, page);
  }
}
