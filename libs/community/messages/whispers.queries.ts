import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { blocksSql, memberCardSql } from '#community/members';
import { seconds } from '#community/posts';
import { messageType } from './message-kinds.js';

/** What one of two has said to the other. */
export interface SpokenWhisper {
  readonly id: Id;
  readonly isOwn: boolean;
  readonly isRead: boolean;
  readonly content: string;
  readonly sentOn: number;
}

/** The reader's exchange with one member, by its latest line; with the columns of that member's card, `other_`. */
export type Conversation = SpokenWhisper & {
  /** How much of it the reader has not read. */
  readonly unread: number;
};

const whisper = `g.type = ${messageType.whisper}`;
const spoken = `g.id, g.sender_id = $1 as "isOwn", g.read_at is not null as "isRead", g.content,
  ${seconds('g.created_at')} as "sentOn"`;

/** As in every list of messages: what was sent by those whom the reader blocks is kept from them as long as they do. */
const heard = (other: string): string => `g.receiver_id = $1 and ${whisper} and not ${blocksSql('$1::bigint', other)}`;
const said = `g.sender_id = $1 and g.receiver_id <> $1 and ${whisper}`;

/** From each side so many are enough to know the latest of both; each has an index in this order. */
const latestOf = (side: string): string =>
  `(select ${spoken} from message g where ${side} and g.id < $3 order by g.id desc limit $4)`;
const exchangeSql = `
  ${latestOf(`${heard('$2::bigint')} and g.sender_id = $2`)}
  union all ${latestOf(`${said} and g.receiver_id = $2`)} order by id desc limit $4`;

const conversationsSql = `
  with latest as (
    select other, max(id) as id from (
      select g.id, g.sender_id as other from message g where ${heard('g.sender_id')} and g.sender_id is not null
      union all select g.id, g.receiver_id from message g where ${said}) as mine
     group by other order by max(id) desc limit $2 offset $3)
  select ${spoken}, ${memberCardSql({ member: 'm', viewer: null, prefix: 'other' })},
         (select count(*) from message u
           where u.receiver_id = $1 and u.read_at is null and u.type = ${messageType.whisper}
             and u.sender_id = latest.other) as unread
    from latest join message g on g.id = latest.id
    left join member m on m.id = latest.other and m.deleted_at is null
   order by g.id desc`;

/** Private messages as the two who exchange them read them. */
@Injectable()
export class WhispersQueries {
  constructor(private readonly db: TenantDatabase) {}

  /** Before the one with this id, newest first. */
  async listExchange(readerId: Id, otherId: Id, before: Id, size: number): Promise<SpokenWhisper[]> {
    return this.db.query<SpokenWhisper & Row>(exchangeSql, [readerId, otherId, before, size]);
  }

  /** The one with the latest line first. */
  async listConversations(readerId: Id, size: number, offset: number): Promise<(Conversation & Row)[]> {
    return this.db.query<Conversation & Row>(conversationsSql, [readerId, size, offset]);
  }

  /** How many the member has sent on this day of the community; no more than `most` are counted. */
  async countToday(senderId: Id, timeZone: string, most: number): Promise<number> {
    const [row] = await this.db.query<{ sent: number }>(
      `select count(*) as sent from (
         select from message g
          where g.sender_id = $1 and ${whisper}
            and g.created_at >= date_trunc('day', now() at time zone $2) at time zone $2
          order by g.id desc limit $3) as today`,
      [senderId, timeZone, most],
    );
    return row!.sent;
  }
}
