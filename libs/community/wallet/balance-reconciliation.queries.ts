import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

@Injectable()
export class BalanceReconciliationQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** Of the next members by id, and which of them have another balance than their bills come to. */
  async compare(after: Id, count: number): Promise<{ checked: number; last: Id | null; wrong: Id[] }> {
    const [found] = await this.db.query<{ checked: number; last: Id | null; wrong: Id[] }>(
      `with batch as materialized (select id, balance from member where id > $1 order by id limit $2),
       looked_at as materialized (select count(*) as checked, max(id) as last from batch),
       booked as (
         select member_id, sum(amount)::bigint as sum from ledger_entry
          where member_id > $1 and member_id <= (select last from looked_at) group by 1)
       select checked, last, array(select b.id from batch b left join booked on booked.member_id = b.id
                                    where b.balance <> coalesce(booked.sum, 0) order by b.id) as wrong
         from looked_at`,
      [after, count],
    );
    return found!;
  }
}
