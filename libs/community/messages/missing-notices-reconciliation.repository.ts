import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import { isPendingSql } from '#kernel/jobs';
import { blockedSql, hiddenFromSql } from '#community/relations';
import { publicSql } from '#community/posts';
import { briefs, messageType } from './message-kinds.js';

/** What a batch of notices came to: whose messages are others now, once for each. */
export interface NoticeBatch {
  readonly checked: number;
  readonly last: Id | null;
  readonly changed: readonly Id[];
}

/** Neither of these members has lifted a mute or a block since the other knew of it; the times of transactions overlap. */
const calm = (members: readonly string[], since: string): string =>
  members
    .map((m) => `(${m}.barrier_lifted_at is null or ${m}.barrier_lifted_at < ${since} - interval '1 minute')`)
    .join(' and ');

/** Nothing lies between receiver `r` and sender `s` of what was made at `b.created_at`, nor did then. */
const wantsToHear = `r.deleted_at is null and s.deleted_at is null
  and s.id <> all (${hiddenFromSql('r.id')}) and ${calm(['r', 's'], 'b.created_at')}`;

/** The receiver `r` certainly saw the post `p`, whose author is `a`. */
const sawPost = `(p.author_id = r.id or ${publicSql('p')} and p.visibility_changed_at is null
  and not ${blockedSql('r.id', 'a.id')} and ${calm(['r', 'a'], 'b.created_at')})`;

const untold = `not exists (select from message g where g.dedupe_key = d.key)`;

/**
 * Tells what `due` names: (sender, receiver, type, brief, post, comment, reply, key, time). The post stays until the unit
 * of work ends, as where notices are made.
 */
const telling = (batch: string, due: string): string => `
  with batch as materialized (${batch}),
  due as materialized (${due}),
  there as (
    select id from post where id in (select post_id from due) and deleted_at is null order by id for share),
  told as (
    insert into message (sender_id, receiver_id, type, brief, post_id, comment_id, reply_id, dedupe_key, created_at)
    select sender_id, receiver_id, type, brief, post_id, comment_id, reply_id, key, created_at
      from due where post_id in (select id from there) order by created_at, key
    on conflict (dedupe_key) do nothing returning receiver_id)
  select (select count(*) from batch) as checked, (select max(id) from batch) as last,
         array(select receiver_id from told) as changed`;

const aboutComments = telling(
  `select id, post_id, parent_id, author_id, at_member_id, created_at, deleted_at
     from comment where id > $1 order by id limit $2`,
  `select s.id as sender_id, d.* from (
     select distinct on (b.id, reason.receiver_id)
            b.id, reason.receiver_id, b.author_id, b.post_id, coalesce(b.parent_id, b.id) as comment_id,
            case when b.parent_id is null then 0 else b.id end as reply_id, b.created_at, reason.brief,
            case when b.parent_id is null then ${messageType.comment} else ${messageType.reply} end as type,
            case when b.parent_id is null then 'commented:' else 'replied:' end || b.id || ':' || reason.receiver_id as key
       from batch b
       join post p on p.id = b.post_id and p.deleted_at is null
       left join comment c on c.id = b.parent_id and c.deleted_at is null
      cross join lateral (
        select 1, p.author_id, '${briefs.commented}' where b.parent_id is null
        union all select 2, c.author_id, '${briefs.replied}' where c.id is not null
        union all select 3, p.author_id, '${briefs.repliedUnderPost}' where c.id is not null
        union all select 4, b.at_member_id, '${briefs.mentionedInReply}' where c.id is not null and b.at_member_id is not null
      ) reason (place, receiver_id, brief)
      where b.deleted_at is null and reason.receiver_id <> b.author_id
      order by b.id, reason.receiver_id, reason.place) d
     join batch b on b.id = d.id join post p on p.id = d.post_id join member a on a.id = p.author_id
     join member s on s.id = d.author_id join member r on r.id = d.receiver_id
    where ${untold} and ${wantsToHear} and ${sawPost}
      and not ${isPendingSql('messages.notify-commented', 'commentId', 'd.id')}
      and not ${isPendingSql('messages.notify-replied', 'replyId', 'd.id')}`,
);

const aboutQuotes = telling(
  `select id, author_id, quoted_id, created_at from post where id > $1 order by id limit $2`,
  `select d.* from (
     select b.id, b.author_id as sender_id, q.author_id as receiver_id, b.id as post_id, null::bigint as comment_id,
            0 as reply_id, b.created_at, '${briefs.quoted}' as brief, ${messageType.post} as type,
            'post-quoted:' || b.id || ':' || q.author_id as key
       from batch b join post q on q.id = b.quoted_id and q.deleted_at is null and q.author_id <> b.author_id) d
     join batch b on b.id = d.id join post p on p.id = d.id join member a on a.id = p.author_id
     join member s on s.id = d.sender_id join member r on r.id = d.receiver_id
    where p.deleted_at is null and ${untold} and ${wantsToHear} and ${sawPost}
      and not ${isPendingSql('messages.notify-post-quoted', 'postId', 'd.id')}`,
);

@Injectable()
export class MissingNoticesRepository {
  constructor(private readonly db: TenantDatabase) {}

  /** Of the next comments and replies. */
  async tellOfComments(after: Id, count: number): Promise<NoticeBatch> {
    return this.run(aboutComments, after, count);
  }

  /** Of the next posts that quote or repeat another one. */
  async tellOfQuotes(after: Id, count: number): Promise<NoticeBatch> {
    return this.run(aboutQuotes, after, count);
  }

  private async run(sql: string, after: Id, count: number): Promise<NoticeBatch> {
    const [batch] = await this.db.query<NoticeBatch & Row>(sql, [after, count]);
    return batch!;
  }
}
