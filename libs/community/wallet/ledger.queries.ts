import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { Page } from '#kernel/http';
import { seconds } from '#community/posts';

/** An entry of the ledger, as its member looks at it. */
export interface Bill {
  readonly id: Id;
  readonly createdOn: number;
  readonly memberId: Id;
  readonly amount: number;
  readonly balance: number;
  readonly kind: 'recharge' | 'purchase' | 'sale';
  readonly postId: Id;
}

@Injectable()
export class LedgerQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** Newest first, with the number of all. */
  async listBills(memberId: Id, { size, offset }: Page): Promise<{ rows: Bill[]; total: number }> {
    const found = await this.db.query<(Bill | { id: null }) & { total: number } & Row>(
      `select total, bill.* from (select count(*) as total from ledger_entry where member_id = $1) as counted
         left join (
           select id, ${seconds('created_at')} as "createdOn", member_id as "memberId", amount, balance, kind,
                  coalesce(post_id, 0) as "postId"
             from ledger_entry where member_id = $1 order by id desc limit $2 offset $3) as bill on true
        order by id desc`,
      [memberId, size, offset],
    );
    return { rows: found.filter((row) => row.id !== null), total: found[0]!.total };
  }

  /** A purchase is of a post: it opens everything that the post sells, for good. */
  async hasBought(postId: Id, memberId: Id): Promise<boolean> {
    const rows = await this.db.query(
      `select 1 from ledger_entry where kind = 'purchase' and coalesce(order_id, post_id) = $1 and member_id = $2`,
      [postId, memberId],
    );
    return rows.length === 1;
  }
}
