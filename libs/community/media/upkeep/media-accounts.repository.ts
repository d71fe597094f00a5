import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { isPendingSql } from '#kernel/jobs';
import { wholeCommunity } from '../media-usage.repository.js';

export interface Looked {
  readonly checked: number;
  readonly last: Id | null;
  readonly wrong: readonly Id[];
}

/** Rows `(id, files, bytes)`: what the files of these members come to, and, if `isAll`, those of all as `wholeCommunity`. */
const dueSql = (members: string, isAll: string): string => `
  select owner_id as id, count(*) as files, sum(bytes)::bigint as bytes from media_object where ${members} group by 1
  union all
  select ${wholeCommunity}, count(*), coalesce(sum(bytes), 0)::bigint from media_object where ${isAll}`;

const differs = `(coalesce(usage.files, 0), coalesce(usage.bytes, 0)) <> (coalesce(due.files, 0), coalesce(due.bytes, 0))`;

/** Files whose variants nobody is going to make: older than any upload that has just ended, and no task is about them. */
const forgotten = `
  o.state = 'pending' and o.created_at < now() - interval '1 hour' and not ${isPendingSql('media.process', 'objectId', 'o.id')}`;

/** What follows from the rows of media_object alone. */
@Injectable()
export class MediaAccountsRepository {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * Of the next members, and with the last of them of the community, those for whom something else is booked. Whoever
   * changes a file books it in the same statement, so in one snapshot the two agree, whatever is being uploaded.
   */
  async compareUsage(after: Id, count: number): Promise<Looked> {
    const [looked] = await this.db.query<{ checked: number; last: Id | null; wrong: Id[] }>(
      `with batch as materialized (
         (select id from member where id > $1 order by id limit $2)
         union (select member_id from media_usage where member_id > $1 order by member_id limit $2)
         order by id limit $2),
       who as materialized (
         select id from batch union all select ${wholeCommunity} where (select count(*) from batch) < $2),
       due as materialized (
         ${dueSql('owner_id in (select id from batch)', `exists (select from who where id = ${wholeCommunity})`)})
       select (select count(*) from batch) as checked, (select max(id) from batch) as last,
              array(select who.id from who left join due using (id) left join media_usage usage on usage.member_id = who.id
                     where ${differs} order by 1) as wrong`,
      [after, count],
    );
    return looked!;
  }

  /**
   * The first statement has to itself what is booked for them: who has changed a file before has ended, and is counted
   * by the second one; who is about to, waits with the booking and adds it to what is set here. In the order of
   * `bookedSql`, also where nothing was booked yet.
   */
  async settleUsage(ids: readonly Id[]): Promise<number> {
    const [, mended] = await Promise.all([
      this.db.query(
        `insert into media_usage as usage (member_id) select id from unnest($1::bigint[]) as id order by id
         on conflict (member_id) do update set files = usage.files`,
        [ids],
      ),
      this.db.query(
        `with due as materialized (${dueSql('owner_id = any($1)', `${wholeCommunity} = any($1)`)})
         update media_usage usage set files = coalesce(due.files, 0), bytes = coalesce(due.bytes, 0)
           from unnest($1::bigint[]) as who (id) left join due using (id)
          where usage.member_id = who.id and ${differs} returning usage.member_id`,
        [ids],
      ),
    ]);
    return mended.length;
  }

  async listForgotten(after: Id, count: number): Promise<Looked> {
    const [looked] = await this.db.query<{ checked: number; last: Id | null; wrong: Id[] }>(
      `with batch as materialized (select * from media_object where id > $1 order by id limit $2)
       select (select count(*) from batch) as checked, (select max(id) from batch) as last,
              array(select id from batch o where ${forgotten} order by id) as wrong`,
      [after, count],
    );
    return looked!;
  }

  /** Those that still are, after the lock: their tasks may just have ended. */
  async lockForgotten(ids: readonly Id[]): Promise<Id[]> {
    const [, found] = await Promise.all([
      this.db.query('select from media_object where id = any($1) order by id for no key update', [ids]),
      this.db.query<{ id: Id }>(`select id from media_object o where id = any($1) and ${forgotten} order by id`, [ids]),
    ]);
    return found.map(({ id }) => id);
  }
}
