import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { blockedSql } from '#community/relations';
import { briefs, messageType } from './message-kinds.js';

export interface Whisper {
  readonly senderId: Id;
  readonly receiverId: Id;
  readonly content: string;
}

/** Of one sender, in a day of the community. */
export interface Quota {
  readonly limit: number;
  readonly timeZone: string;
}

/** It was sent, unless one of these says that it was not. */
export interface Sending {
  readonly receiver: 'there' | 'missing' | 'blocked';
  /** It was sent a moment ago. */
  readonly isAgain: boolean;
  readonly isOverLimit: boolean;
}

// No more than the limit is read of what was sent, however much that is.
const addSql = `
  with receiver as (
    select m.id, ${blockedSql('$1::bigint', 'm.id')} as is_blocked from member m where m.id = $2 and m.deleted_at is null),
  latest as (
    select receiver_id, content, created_at from message
     where sender_id = $1 and type = ${messageType.whisper} order by id desc limit $4),
  sent as (
    select coalesce(bool_or(receiver_id = $2 and content = $3 and created_at > now() - interval '5 seconds'), false) as is_again,
           count(*) filter (where created_at >= date_trunc('day', now() at time zone $5) at time zone $5) >= $4 as is_over_limit
      from latest),
  added as (
    insert into message (receiver_id, sender_id, type, brief, content)
    select receiver.id, $1, ${messageType.whisper}, '${briefs.whispered}', $3 from receiver, sent
     where not is_blocked and not is_again and not is_over_limit)
  select is_again as "isAgain", is_over_limit as "isOverLimit",
         case when receiver.id is null then 'missing' when is_blocked then 'blocked' else 'there' end as receiver
    from sent left join receiver on true`;

@Injectable()
export class WhispersRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** In the open unit of work: the sender's messages go one after the other, so that they can be counted. */
  async add({ senderId, receiverId, content }: Whisper, { limit, timeZone }: Quota): Promise<Sending> {
    const [, [sending]] = await Promise.all([
      this.db.query('select from member where id = $1 for no key update', [senderId]),
      this.db.query<Sending & Row>(addSql, [senderId, receiverId, content, limit, timeZone]),
    ]);
    return sending!;
  }
}
