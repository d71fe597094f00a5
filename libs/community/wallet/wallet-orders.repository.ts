import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';

/** A payment that a member has begun. */
export interface WalletOrder {
  readonly id: Id;
  readonly memberId: Id;
  /** Cents. */
  readonly amount: number;
  /** Name of the PaymentProvider that was asked. */
  readonly provider: string;
  /** As on the wire. */
  readonly status: '' | 'TRADE_SUCCESS';
}

@Injectable()
export class WalletOrdersRepository {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * Null when the member has begun `most` payments within an hour that nobody paid; counted exactly where the member
   * is locked. Looks at the latest orders of all members only, so that its work has a bound.
   */
  async insert(order: Pick<WalletOrder, 'memberId' | 'amount' | 'provider'>, most: number): Promise<Id | null> {
    const [made] = await this.db.query<{ id: Id }>(
      `insert into wallet_order (member_id, amount, provider)
       select $1, $2, $3 where $4 > (
         select count(*) from (select * from wallet_order order by id desc limit 2000) as latest
          where member_id = $1 and status = '' and created_at > now() - interval '1 hour')
       returning id`,
      [order.memberId, order.amount, order.provider, most],
    );
    return made?.id ?? null;
  }

  async find(id: Id): Promise<WalletOrder | null> {
    const [found] = await this.db.query<WalletOrder & Row>(
      'select id, member_id as "memberId", amount, provider, status from wallet_order where id = $1',
      [id],
    );
    return found ?? null;
  }

  /** True for one call only, however many come at once. */
  async markPaid(id: Id, tradeNo: string): Promise<boolean> {
    const rows = await this.db.query(
      `update wallet_order set status = 'TRADE_SUCCESS', trade_no = $2, paid_at = now()
        where id = $1 and status = '' returning id`,
      [id, tradeNo],
    );
    return rows.length === 1;
  }

  /**
   * Removes orders that nobody paid for a month, of which no payment comes any more: Alipay takes one for 15 days after
   * it was begun, and tells of it within a day. Answers how many.
   */
  async removeUnpaid(most: number): Promise<number> {
    const removed = await this.db.query(
      `delete from wallet_order
        where id in (select id from wallet_order where status = '' and created_at < now() - interval '30 days'
                      order by id limit $1 for update skip locked)
       returning id`,
      [most],
    );
    return removed.length;
  }

  /** An order that no provider has taken. */
  async removeOpen(id: Id): Promise<void> {
    await this.db.query(`delete from wallet_order where id = $1 and status = ''`, [id]);
  }
}
