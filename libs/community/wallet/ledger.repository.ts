import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

export interface NewEntry {
  readonly memberId: Id;
  /** Cents: what the balance changes by. */
  readonly amount: number;
  readonly kind: 'recharge' | 'purchase' | 'sale';
  readonly postId?: Id;
  readonly orderId?: Id;
  /** Of a purchase the seller, of a sale the buyer. */
  readonly otherId?: Id;
}

/** The only statements by which a balance changes. */
@Injectable()
export class LedgerRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** In the open unit of work; by their ids in order, so that two units never wait for each other. */
  async lockMembers(memberIds: readonly Id[]): Promise<void> {
    await this.db.query('select 1 from member where id = any($1) order by id for no key update', [memberIds]);
  }

  /** Changes the balance and writes why, or does neither and answers false: it would be less than nothing. */
  async book({ memberId, amount, kind, postId, orderId, otherId }: NewEntry): Promise<boolean> {
    const rows = await this.db.query(
      `with changed as (
         update member set balance = balance + $2::bigint, revision = revision + 1
          where id = $1 and balance + $2::bigint >= 0 returning balance)
       insert into ledger_entry (member_id, amount, balance, kind, post_id, order_id, other_id)
       select $1, $2, balance, $3, $4, $5, $6 from changed returning id`,
      [memberId, amount, kind, postId ?? null, orderId ?? null, otherId ?? null],
    );
    return rows.length === 1;
  }
}
