import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { Page } from '#kernel/http';
import { hiddenFromSql } from '#community/members';

export interface ActiveMember {
  readonly id: Id;
  readonly username: string;
  readonly nickname: string;
  readonly avatar: string;
  /** They have posted within a day. */
  readonly isFresh: boolean;
}

export interface ActiveMembers {
  readonly members: readonly ActiveMember[];
  readonly total: number;
}

const byActivity = (row: string): string => `${row}."isFriend" desc, ${row}.last_posted_at desc, ${row}.id desc`;

/** Each once, as a friend where they are one and followed as well. The first row comes even of an empty page. */
const listSql = `
  with active as (
    select m.id, m.last_posted_at, bool_or(r.kind = 'friend') as "isFriend"
      from relation r join member m on m.id = r.other_id
     where r.member_id = $1 and r.kind in ('friend', 'follow')
       and m.last_posted_at is not null and m.post_count > 0 and m.status = 1 and m.deleted_at is null
       and m.id <> all (${hiddenFromSql('$1::bigint')})
     group by m.id),
  page as (
    select * from active order by ${byActivity('active')} limit $2 offset $3)
  select counted.total, m.id, m.username, m.nickname, m.avatar, m.last_posted_at > now() - interval '1 day' as "isFresh"
    from (select count(*) as total from active) counted
    left join page on true left join member m on m.id = page.id
   order by ${byActivity('page')}`;

@Injectable()
export class TrendsQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** Friends, then the others whom the member follows, whoever posted last first: one statement, also with the total. */
  async list(memberId: Id, { size, offset }: Page): Promise<ActiveMembers> {
    const rows = await this.db.query<ActiveMember & { total: number } & Row>(listSql, [memberId, size, offset]);
    return { members: rows.filter(({ id }) => id !== null), total: rows[0]!.total };
  }
}
