import { live, of, one } from './damage.js';

const counters = [
  ['post', 'comment_count', '+ 1', live],
  ['post', 'star_count', '+ 3', live],
  ['post', 'collection_count', '+ 1', live],
  ['post', 'share_count', '- 1', `${live} and share_count > 0`],
  ['post', 'edit_count', '- 1', `${live} and edit_count > 0`],
  ['comment', 'reply_count', '- 1', `${live} and reply_count > 0`],
  ['comment', 'up_count', '+ 2', live],
  ['comment', 'down_count', '+ 1', live],
  ['member', 'post_count', '- 1', 'post_count > 0'],
  ['member', 'follow_count', '+ 1', live],
  ['member', 'follower_count', '- 1', 'follower_count > 0'],
  ['topic', 'quote_count', '+ 5', 'true'],
] as const;

const counter = of('counter');
const ofColumns = counters.map(([table, column, by, where]) =>
  counter({
    what: `${table}.${column}`,
    name: `${table}.${column} ${by}`,
    sql: `update ${table} set ${column} = ${column} ${by} where id = ${one(table, where)} returning '${table} ' || id || ': ${column} is ' || ${column} as row`,
  }),
);

const others = [
  counter({
    what: 'post.star_count',
    name: 'a star without its count',
    sql: `with gone as (delete from post_star where ctid = (select min(ctid) from post_star) returning post_id)
          select 'post ' || post_id || ': star_count' as row from gone`,
  }),
  counter({
    what: 'member.balance',
    name: 'money from nowhere',
    sql: `update member set balance = balance + 7 where id = ${one('member', 'balance > 0')} returning 'member ' || id || ': balance' as row`,
    mended: false,
    failed: 1,
  }),
  counter({
    what: 'post.latest_replied_at',
    name: 'a post that was never answered stands in front',
    sql: `with post_ as (update post set latest_replied_at = latest_replied_at + interval '0.4 milliseconds'
            where id = ${one('post', live)} returning id, latest_replied_at),
          document as (update search_document d set active_at = date_trunc('milliseconds', p.latest_replied_at) from post_ p where d.kind = 'post' and d.id = p.id)
          select 'post ' || id || ': latest_replied_at' as row from post_`,
  }),
  counter({
    what: 'post.latest_replied_at',
    name: 'a post that its last comment has not brought to the front',
    sql: `with post_ as (update post set latest_replied_at = created_at
            where id = ${one('post', `${live} and latest_replied_at > created_at + interval '1 millisecond'`)} returning id, latest_replied_at),
          document as (update search_document d set active_at = date_trunc('milliseconds', p.latest_replied_at) from post_ p where d.kind = 'post' and d.id = p.id)
          select 'post ' || id || ': latest_replied_at' as row from post_`,
  }),
  counter({
    what: 'post_revision',
    name: 'a post that has lost a former text',
    sql: `delete from post_revision where number = 1 and post_id = ${one('post', `${live} and edit_count > 1`)}
          returning format('post %s: 1 of 2 former texts', post_id) as row`,
    mended: false,
  }),
  counter({
    what: 'post.tag_keys',
    name: 'a post under another spelling of its topic',
    sql: `update post set tag_keys = array[upper(tag_keys[1])] || tag_keys[2:] where id = ${one('post', `visibility = 0 and tags[1] = 'diary'`)}
          returning 'post ' || id || ': tag_keys' as row`,
  }),
  counter({
    what: 'post_topic',
    name: 'a post that is not counted for its topic, nor does the topic count it',
    sql: `with gone as (delete from post_topic where (post_id, topic_id) = (select min(post_id), min(topic_id) from post_topic where post_id = (select min(post_id) from post_topic)) returning *),
          counted as (update topic t set quote_count = quote_count - 1 from gone where t.id = gone.topic_id)
          select format('post %s: does not count for topic %s', post_id, topic_id) as row from gone`,
  }),
  counter({
    what: 'post_topic',
    name: 'a private post that is counted, and the topic counts it',
    sql: `with added as (insert into post_topic (post_id, topic_id) select ${one('post', `visibility = 0 and ${live}`)}, min(id) from topic returning *),
          counted as (update topic t set quote_count = quote_count + 1 from added where t.id = added.topic_id)
          select format('post %s: counts for topic %s', post_id, topic_id) as row from added`,
  }),
];

export const counterDamages = [...ofColumns, ...others];
