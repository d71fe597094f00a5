import { aboutSql, type Check, checksSql, pendingSql } from './check.queries.js';

const tasks = {
  forget: 'messages.forget-post-notices',
  commented: 'messages.notify-commented',
  replied: 'messages.notify-replied',
  quoted: 'messages.notify-post-quoted',
  requested: 'messages.notify-friend-requested',
  answered: 'messages.show-friend-answer',
} as const;

/** Notices of posts, comments and replies. */
const ofPosts = 'g.type in (1, 2, 3)';
/** Of a friend request, where other messages have the id of a reply. */
const [waiting, accepted, refused, ended] = [1, 2, 3, 4];

const gone: Check = {
  kind: 'message',
  what: 'message of no post',
  looked: `
    select g.id, case when p.id is null or p.deleted_at is not null then
             format('message %s: about post %s, which is %s', g.id, coalesce(g.post_id::text, '(none)'),
                    case when p.id is null then 'not there' else 'deleted' end) end as problem
      from message g left join post p on p.id = g.post_id
     where ${ofPosts} and coalesce(g.post_id, 0) not in (select id from forgotten)`,
};

/** Their keys keep notices apart, so two that say the same have come past them. Private messages may say the same again. */
const doubled: Check = {
  kind: 'message',
  what: 'message twice',
  looked: `
    select id, case when first < id then format('message %s: says the same as message %s', id, first) end as problem
      from (select g.id, min(g.id) over (partition by g.receiver_id, g.sender_id, g.type, g.post_id, g.comment_id,
                                                      g.reply_id, g.brief) as first
              from message g where g.type in (1, 2, 3, 99) and g.post_id is not null) same`,
};

/** The parts of a key: `<told>:<about>:…:<last>`; null where it has no number there. */
const keyed = `
  select *, split_part(dedupe_key, ':', 1) as told, substring(dedupe_key from '^[a-z-]+:(\\d{1,18})(?::|$)')::bigint as about,
         substring(dedupe_key from ':(\\d{1,18})$')::bigint as last
    from message where dedupe_key ~ '^(commented|replied|post-quoted|post-mentioned|post-removed|friend-requested):'`;

/** Of each column what the key says, or the row that it is about; where that is gone, what the message says. */
const meant: Readonly<Record<string, string>> = {
  type: `case told when 'commented' then 2 when 'replied' then 3 when 'friend-requested' then 5
                   when 'post-removed' then 99 else 1 end`,
  receiver_id: `case told when 'post-removed' then coalesce(p.author_id, g.receiver_id) else last end`,
  sender_id: `case told when 'friend-requested' then about when 'post-removed' then null
                        else coalesce(c.author_id, p.author_id, g.sender_id) end`,
  post_id: `case when told in ('commented', 'replied') then coalesce(c.post_id, g.post_id)
                 when told <> 'friend-requested' then about end`,
  comment_id: `case when told = 'commented' and c.parent_id is null then about
                    when told = 'replied' then case when c.id is null then g.comment_id else c.parent_id end end`,
  reply_id: `case told when 'replied' then about when 'friend-requested' then g.reply_id else 0 end`,
};
const meantParts = Object.entries(meant).map(([column, sql]) => `('${column}', g.${column}::bigint, (${sql})::bigint)`);

const unlike: Check = {
  kind: 'message',
  what: 'message unlike its key',
  looked: `
    select g.id, 'message ' || g.id || ': ' || (
             select string_agg(format('%s is %s, should be %s', part, coalesce(says::text, '(none)'),
                                      coalesce(meant::text, '(none)')), ', ')
               from (values ${meantParts.join(', ')}) as parts (part, says, meant)
              where says is distinct from meant) as problem
      from (${keyed}) g
      left join comment c on told in ('commented', 'replied') and c.id = about
      left join post p on told like 'post-%' and p.id = about`,
};

/** A message about a friend request shows what has become of it; in an earlier round, that it does not wait any more. */
const requests: Check = {
  kind: 'message',
  what: 'message of a friend request',
  looked: `
    select g.id, case when g.reply_id not in (${waiting}, ${accepted}, ${refused})
                        or g.reply_id = ${waiting} and (r.state is null or r.round <> g.round or r.state <> ${waiting})
                        or r.round = g.round and r.state <> ${ended} and g.reply_id <> r.state then
             format('message %s: shows friend request %s to %s, round %s, in state %s, should be %s', g.id, g.requester, g.target,
                    g.round, g.reply_id, case when r.round = g.round and r.state <> ${ended} then r.state::text else 'over' end) end as problem
      from (select id, reply_id, split_part(dedupe_key, ':', 2)::bigint as requester,
                   split_part(dedupe_key, ':', 3)::int as round, split_part(dedupe_key, ':', 4)::bigint as target
              from message where dedupe_key ~ '^friend-requested:\\d{1,18}:\\d{1,9}:\\d{1,18}$' and type = 5) g
      left join relation r on r.kind = 'request' and r.member_id = g.requester and r.other_id = g.target
     where (least(g.requester, g.target), greatest(g.requester, g.target)) not in (select low, high from asked)`,
};

/** A minute is left between the two, for a transaction has the time of its beginning. */
const notSince = (time: string): string => `coalesce(${time} < made - interval '1 minute', true)`;

/** Receiver and sender are two members who are there, and nothing kept them apart since `made`: then or at any time after. */
const freeToTell = `
  receiver.deleted_at is null and sender.deleted_at is null and receiver.id <> sender.id
  and ${notSince('receiver.barrier_lifted_at')} and ${notSince('sender.barrier_lifted_at')}
  and not exists (select from relation b
                   where b.member_id = receiver.id and b.other_id = sender.id and b.kind in ('block', 'mute')
                      or b.member_id = sender.id and b.other_id = receiver.id and b.kind = 'block')`;

/** The receiver could certainly see the post all the time: it is theirs, or for everybody, ever and for them. */
const certainlySeen = `
  (post.author_id = receiver.id or post.visibility = 90 and post.visibility_changed_at is null
   and ${notSince('receiver.barrier_lifted_at')}
   and ${notSince('(select a.barrier_lifted_at from member a where a.id = post.author_id)')}
   and not exists (select from relation b where b.kind = 'block'
                      and (b.member_id, b.other_id) in ((receiver.id, post.author_id), (post.author_id, receiver.id))))`;

interface Due {
  readonly what: string;
  /** Columns `id, made, post_id, sender_id, receiver_id` of what certainly happened. */
  readonly happened: string;
  /** Begins the notice's key. */
  readonly key: string;
  /** Column `id` of the tasks that are going to tell. */
  readonly awaited: string;
}

/**
 * Notices that somebody certainly had to get and has not. Whom a text named no row says, and what kept a notice from
 * being told is not always there any more: where that is so, nothing is said to be missing
 * (docs/decisions/0018-reconciler.md).
 */
const missing = ({ what, happened, key, awaited }: Due): Check => ({
  kind: 'message',
  what,
  looked: `
    select h.id, case when g.id is null then
             format('${key.replace('-', ' ')} %s: member %s was not told', h.id, h.receiver_id) end as problem
      from (${happened}) h
      join post on post.id = h.post_id and post.deleted_at is null
      join member receiver on receiver.id = h.receiver_id
      join member sender on sender.id = h.sender_id
      left join message g on g.dedupe_key = '${key}:' || h.id || ':' || h.receiver_id
     where h.id not in (select id from ${awaited}) and ${freeToTell} and ${certainlySeen}`,
});

const dues: readonly Due[] = [
  {
    what: 'message of a comment',
    key: 'commented',
    awaited: 'told_comments',
    happened: `
      select c.id, c.created_at as made, c.post_id, c.author_id as sender_id, p.author_id as receiver_id
        from comment c join post p on p.id = c.post_id where c.parent_id is null and c.deleted_at is null`,
  },
  {
    what: 'message of a reply',
    key: 'replied',
    awaited: 'told_replies',
    happened: `
      select distinct r.id, r.created_at as made, r.post_id, r.author_id as sender_id, who.id as receiver_id
        from comment r
        join comment c on c.id = r.parent_id and c.deleted_at is null
        join post p on p.id = r.post_id
       cross join lateral (values (c.author_id), (p.author_id), (r.at_member_id)) as who (id)
       where r.deleted_at is null and who.id is not null`,
  },
  {
    what: 'message of a quotation',
    key: 'post-quoted',
    awaited: 'told_quotations',
    happened: `
      select p.id, p.created_at as made, p.id as post_id, p.author_id as sender_id, q.author_id as receiver_id
        from post p join post q on q.id = p.quoted_id and q.deleted_at is null where p.deleted_at is null`,
  },
];

const missingRequests: Check = {
  kind: 'message',
  what: 'message that asks for friendship',
  looked: `
    select r.member_id as id, case when g.id is null then
             format('friend request of member %s: member %s was not told', r.member_id, r.other_id) end as problem
      from (select *, created_at as made from relation where kind = 'request' and state <> ${ended}) r
      join member receiver on receiver.id = r.other_id
      join member sender on sender.id = r.member_id
      left join message g on g.dedupe_key = 'friend-requested:' || r.member_id || ':' || r.round || ':' || r.other_id
     where (least(r.member_id, r.other_id), greatest(r.member_id, r.other_id)) not in (select low, high from asked)
       and ${freeToTell}`,
};

const aboutPairs = `
  asked as materialized (
    select least(one, other) as low, greatest(one, other) as high
      from (select coalesce(payload ->> 'memberId', payload ->> 'requesterId')::bigint as one,
                   coalesce(payload ->> 'otherId', payload ->> 'targetId')::bigint as other
              from pending where kind in ('${tasks.requested}', '${tasks.answered}')) pair
     where one is not null and other is not null)`;

export const messagesSql = checksSql(
  [gone, doubled, unlike, requests, ...dues.map(missing), missingRequests],
  `with ${pendingSql(Object.values(tasks))}, ${aboutPairs},
        ${aboutSql('forgotten', tasks.forget, 'postId')},
        ${aboutSql('told_comments', tasks.commented, 'commentId')},
        ${aboutSql('told_replies', tasks.replied, 'replyId')},
        ${aboutSql('told_quotations', tasks.quoted, 'postId')}`,
);
