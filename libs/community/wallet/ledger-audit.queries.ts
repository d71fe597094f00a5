import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';

/** Something that does not add up, of a member or an order. */
export interface LedgerDifference {
  readonly what: 'balance' | 'chain' | 'order' | 'sale';
  /** The member; of `order` the order. */
  readonly id: Id;
  readonly is: number;
  readonly shouldBe: number;
}

@Injectable()
export class LedgerAuditQueries {
  constructor(private readonly db: TenantDatabase) {}

  async countMembers(): Promise<number> {
    const [row] = await this.db.query<{ count: number }>('select count(*) from member');
    return row!.count;
  }

  async listDifferences(): Promise<LedgerDifference[]> {
    return this.db.query<LedgerDifference & Row>(
      `with step as (
         select member_id, id, balance, coalesce(lag(balance) over (partition by member_id order by id), 0) + amount as due
           from ledger_entry),
       booked as (select member_id, sum(amount)::bigint as sum from ledger_entry group by member_id)
       select 'balance' as what, m.id, m.balance as "is", coalesce(b.sum, 0) as "shouldBe"
         from member m left join booked b on b.member_id = m.id where m.balance <> coalesce(b.sum, 0)
       union all
       select 'chain', member_id, balance, due from step where balance <> due
       union all
       select 'order', o.id, coalesce(e.amount, 0), case o.status when '' then 0 else o.amount end
         from wallet_order o left join ledger_entry e on e.order_id = o.id and e.kind = 'recharge'
        where coalesce(e.amount, 0) <> case o.status when '' then 0 else o.amount end
       union all
       select 'sale', s.member_id, s.amount, coalesce(-p.amount, 0)
         from ledger_entry s left join ledger_entry p
           on p.kind = 'purchase' and p.post_id = s.post_id and p.member_id = s.other_id
        where s.kind = 'sale' and s.amount > coalesce(-p.amount, 0)
       order by 1, 2`,
    );
  }
}
