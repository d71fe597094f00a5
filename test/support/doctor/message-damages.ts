import { live, of, one } from './damage.js';

const message = of('message');
const notice = 'type, brief, receiver_id, sender_id, post_id, comment_id, reply_id';
/** Between whom nothing ever stood, and about a post that is shown as it always was: so it certainly had to be told. */
const certain = `exists (select from message g
    join member r on r.id = g.receiver_id and r.barrier_lifted_at is null
    join member s on s.id = g.sender_id and s.barrier_lifted_at is null
    left join post p on p.id = g.post_id and p.deleted_at is null and p.visibility = 90 and p.visibility_changed_at is null
   where g.id = message.id and (p.id is not null or g.type = 5 and g.reply_id = 1)
     and (g.type = 5 or p.author_id = case when g.comment_id is null then s.id else r.id end)
     and (g.comment_id is null or exists (select from comment c where c.id = g.comment_id and c.deleted_at is null))
     and (g.reply_id = 0 or g.type = 5 or exists (select from comment c where c.id = g.reply_id and c.deleted_at is null))
     and not exists (select from relation b where b.kind in ('block', 'mute')
                        and (b.member_id in (r.id, s.id) or b.other_id in (r.id, s.id))))`;
const untold = (what: string, name: string, key: string, row: string) =>
  message({
    what,
    name,
    sql: `delete from message where id = ${one('message', `dedupe_key like '${key}:%' and ${certain}`)} returning ${row} as row`,
  });
const toldOf = (words: string, id: string) => `format('${words} %s: member %s was not told', ${id}, receiver_id)`;
/** One column of a notice that certainly had to be told as it was. */
const unlike = (name: string, key: string, column: string, value: string) =>
  message({
    what: 'message unlike its key',
    name,
    sql: `update message set ${column} = ${value} where id = ${one('message', `dedupe_key like '${key}:%' and ${certain}`)}
          returning 'message ' || id || ': ${column} is ' || ${column} || ', should be ' as row`,
  });
const somebodyElse = '(select max(id) from member where id not in (receiver_id, sender_id))';
/** One of a request that has ended, which has no message. */
const ended = (name: string, round: string) =>
  message({
    what: 'message of a friend request',
    name,
    sql: `insert into message (${notice}, dedupe_key)
          select 5, 'x', other_id, member_id, null, null, 7, 'friend-requested:' || member_id || ':' || ${round} || ':' || other_id
            from relation where kind = 'request' and state = 4 and round > 1 order by member_id, other_id limit 1
          returning 'message ' || id || ': shows friend request' as row`,
  });
export const messageDamages = [
  message({
    what: 'message of no post',
    name: 'a notice about a deleted post',
    sql: `insert into message (${notice}) select 2, 'x', min(m.id), max(m.id), ${one('post', 'deleted_at is not null')}, 1, 0 from member m
          returning 'message ' || id || ': about post' as row`,
  }),
  message({
    what: 'message of no post',
    name: 'a notice about a post that never was',
    sql: `insert into message (${notice}) select 1, 'x', min(m.id), max(m.id), 1000000, null, 0 from member m
          returning 'message ' || id || ': about post 1000000' as row`,
  }),
  message({
    what: 'message of no post',
    name: 'a notice about no post at all',
    sql: `insert into message (${notice}) select 2, 'x', min(m.id), max(m.id), null, 1, 0 from member m
          returning 'message ' || id || ': about post (none)' as row`,
  }),
  unlike('a notice in the box of somebody else', 'commented', 'receiver_id', somebodyElse),
  unlike('a notice from somebody else', 'replied', 'sender_id', somebodyElse),
  unlike('a notice of another kind', 'commented', 'type', '3'),
  unlike('a notice about another post', 'commented', 'post_id', `(select max(id) from post where ${live})`),
  unlike(
    'a notice of a quotation about another post',
    'post-quoted',
    'post_id',
    `(select max(id) from post where ${live})`,
  ),
  unlike('a notice about another comment', 'replied', 'comment_id', 'comment_id + 1000'),
  unlike('a notice about another reply', 'replied', 'reply_id', 'reply_id + 1000'),
  unlike('a request in the box of somebody else', 'friend-requested', 'receiver_id', somebodyElse),
  message({
    what: 'message unlike its key',
    name: 'the removal of a post told to somebody else',
    sql: `update message set receiver_id = (select max(id) from member where id <> receiver_id)
           where id = ${one('message', "dedupe_key like 'post-removed:%'")} returning 'message ' || id || ': receiver_id is ' as row`,
  }),
  message({
    what: 'message twice',
    name: 'a notice that came twice',
    sql: `insert into message (${notice}) select ${notice} from message where id = ${one('message', 'type = 2')}
          returning 'message ' || id || ': says the same' as row`,
    mended: false,
  }),
  message({
    what: 'message of a friend request',
    name: 'a request that was accepted and seems to wait',
    sql: `update message set reply_id = 1 where id = ${one('message', 'type = 5 and reply_id = 2')} returning 'message ' || id || ': shows friend request' as row`,
  }),
  message({
    what: 'message of a friend request',
    name: 'a request that waits and seems to be accepted',
    sql: `update message set reply_id = 2 where id = ${one('message', 'type = 5 and reply_id = 1')} returning 'message ' || id || ': shows friend request' as row`,
  }),
  ended('a request of an earlier round that shows nothing known', 'round - 1'),
  ended('a request that has ended and shows nothing known', 'round'),
  untold('message of a comment', 'nobody heard of a comment', 'commented', toldOf('commented', 'comment_id')),
  untold('message of a reply', 'nobody heard of a reply', 'replied', toldOf('replied', 'reply_id')),
  untold('message of a quotation', 'nobody heard of a quotation', 'post-quoted', toldOf('post quoted', 'post_id')),
  untold(
    'message that asks for friendship',
    'nobody heard of a friend request',
    'friend-requested',
    toldOf('friend request of member', 'sender_id'),
  ),
];
