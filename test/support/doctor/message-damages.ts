import { of, one } from './damage.js';

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
