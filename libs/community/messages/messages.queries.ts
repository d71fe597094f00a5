import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { Page } from '#kernel/http';
import type { Member } from '#community/identity';
import { memberCardSql } from '#community/members';
import { maySeeSql, postCardColumns, seconds } from '#community/posts';
import type { MessageRow } from './message-views.js';
import { type MessageFilter, mentions, messageType } from './message-kinds.js';

/** What is sent by those whom the reader has blocked is kept from them as long as they do. */
const blocked = `array(select other_id from relation where member_id = $1 and kind = 'block')`;

/** Which of the messages that a member received a style shows. */
const received: Readonly<Record<MessageFilter, string>> = {
  all: 'g.receiver_id = $1',
  system: 'g.receiver_id = $1 and g.type in (1, 2, 3, 99)',
  whisper: `g.receiver_id = $1 and g.type = ${messageType.whisper}`,
  requesting: `g.receiver_id = $1 and g.type = ${messageType.friendRequest}`,
  unread: 'g.receiver_id = $1 and g.read_at is null',
  mention: `g.receiver_id = $1 and g.type in (1, 2, 3) and g.brief in (${mentions.map((brief) => `'${brief}'`).join(', ')})`,
};

/** Some styles have the private messages that the reader sent as well. */
const sent = `g.sender_id = $1 and g.receiver_id <> $1 and g.type = ${messageType.whisper}`;
const showsSent = (style: MessageFilter): boolean => style === 'all' || style === 'whisper';

/**
 * `$3` is how many, `$4` how many to pass over; so many of each source are enough to know the first of all. Each has an
 * index in the order of the list.
 */
function pageIds(style: MessageFilter): string {
  const sources = [`${received[style]} and coalesce(g.sender_id, 0) <> all (${blocked})`];
  if (showsSent(style)) sources.push(sent);
  return sources
    .map((rows) => `(select g.id from message g where ${rows} order by g.id desc limit $3::bigint + $4::bigint)`)
    .join(' union all ');
}

/** The ids of a page of them. */
const pageSql = (style: MessageFilter): string =>
  `select id from (${pageIds(style)}) rows order by id desc limit $3 offset $4`;
const oneSql = 'select id from message where id = $3 and receiver_id = $1';

// The post only as far as the reader may see it now, and of a deleted comment or reply nothing.
const listSql = (ids: string): string => `
  select g.id as "messageId", g.sender_id as "senderId", g.receiver_id as "receiverId", g.type, g.brief, g.content,
         g.post_id as "aboutPost", g.comment_id as "aboutComment", g.reply_id as "aboutReply",
         g.read_at is not null as "isRead", ${seconds('g.created_at')} as "sentOn",
         ${seconds('coalesce(g.read_at, g.created_at)')} as "changedOn",
         ${memberCardSql({ member: 's', viewer: '$1::bigint', prefix: 'sender' })},
         ${memberCardSql({ member: 'w', viewer: '$1::bigint', prefix: 'receiver' })},
         ${memberCardSql({ member: 'm', viewer: '$1::bigint' })}, ${postCardColumns},
         ${commentColumns('c')}, ${commentColumns('r')}, c.blocks->0->>'content' as "c_content",
         r.at_member_id as "r_at", r.blocks->0->>'content' as "r_content"
    from (${ids}) page
    join message g on g.id = page.id
    left join member s on s.id = g.sender_id and s.deleted_at is null
    left join member w on g.type = ${messageType.whisper} and g.sender_id = $1 and w.id = g.receiver_id and w.deleted_at is null
    left join post p on g.type in (1, 2, 3) and p.id = g.post_id and ${maySeeSql({ id: '$1::bigint', isAdmin: '$2::boolean' })}
    left join member m on m.id = p.author_id
    left join comment c on g.type in (2, 3) and c.id = g.comment_id and c.post_id = p.id and c.deleted_at is null
    left join comment r on g.type = 3 and r.id = g.reply_id and r.parent_id = c.id and r.deleted_at is null
   order by g.id desc`;

function commentColumns(comment: 'c' | 'r'): string {
  const named = {
    id: 'id',
    author: 'author_id',
    place: 'place',
    essence: 'is_essence',
    replies: 'reply_count',
    ups: 'up_count',
    created: seconds(`${comment}.created_at`),
    modified: seconds(`${comment}.modified_at`),
  };
  return Object.entries(named)
    .map(([name, column]) => `${column.includes('(') ? column : `${comment}.${column}`} as "${comment}_${name}"`)
    .join(', ');
}

const count = (rows: string): string => `(select count(*) from message g where ${rows})`;

/** Counted in indexes alone, unless the reader has blocked somebody. */
const countSql = (style: MessageFilter): string => `
  select ${count(received[style])} ${showsSent(style) ? `+ ${count(sent)}` : ''}
         - case when cardinality(${blocked}) = 0 then 0
                else ${count(`${received[style]} and g.sender_id = any (${blocked})`)} end as total`;

@Injectable()
export class MessagesQueries {
  constructor(private readonly db: TenantDatabase) {}

  async list(reader: Member, style: MessageFilter, { size, offset }: Page): Promise<MessageRow[]> {
    return this.db.query<MessageRow & Row>(listSql(pageSql(style)), [reader.id, reader.isAdmin, size, offset]);
  }

  /** One that the reader received. */
  async find(reader: Member, messageId: Id): Promise<MessageRow | null> {
    const [found] = await this.db.query<MessageRow & Row>(listSql(oneSql), [reader.id, reader.isAdmin, messageId]);
    return found ?? null;
  }

  async count(readerId: Id, style: MessageFilter): Promise<number> {
    const [row] = await this.db.query<{ total: number }>(countSql(style), [readerId]);
    return row!.total;
  }
}
