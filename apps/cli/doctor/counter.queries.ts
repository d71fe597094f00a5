import { aboutSql, type Check, checksSql, pendingSql } from './check.queries.js';

/** A column of `table` compared with the rows that it counts. */
interface Counter {
  readonly table: 'post' | 'comment' | 'member' | 'topic';
  readonly column: string;
  /** Rows `(id, count)`. */
  readonly counted: string;
  /** The rows of `table` that are looked at; what is deleted counts nothing any more. */
  readonly where?: string;
}

const counters: readonly Counter[] = [
  {
    table: 'post',
    column: 'comment_count',
    counted: 'select post_id as id, count(*) from comment where deleted_at is null group by 1',
  },
  { table: 'post', column: 'star_count', counted: 'select post_id as id, count(*) from post_star group by 1' },
  {
    table: 'post',
    column: 'collection_count',
    counted: 'select post_id as id, count(*) from post_collection group by 1',
  },
  {
    table: 'post',
    column: 'share_count',
    counted: 'select quoted_id as id, count(*) from post where quoted_id is not null and deleted_at is null group by 1',
  },
  {
    table: 'post',
    column: 'edit_count',
    counted: 'select post_id as id, max(number) as count from post_revision group by 1',
  },
  {
    table: 'topic',
    column: 'quote_count',
    where: 'true',
    counted: 'select topic_id as id, count(*) from post_topic group by 1',
  },
  {
    table: 'member',
    column: 'balance',
    where: 'true',
    counted: 'select member_id as id, sum(amount)::bigint as count from ledger_entry group by 1',
  },
  {
    table: 'comment',
    column: 'reply_count',
    counted: 'select parent_id as id, count(*) from comment where deleted_at is null group by 1',
  },
  {
    table: 'comment',
    column: 'up_count',
    counted: 'select comment_id as id, count(*) from comment_vote where vote = 1 group by 1',
  },
  {
    table: 'comment',
    column: 'down_count',
    counted: 'select comment_id as id, count(*) from comment_vote where vote = -1 group by 1',
  },
  {
    table: 'member',
    column: 'post_count',
    counted: 'select author_id as id, count(*) from post where deleted_at is null group by 1',
  },
  {
    table: 'member',
    column: 'follow_count',
    counted: `select member_id as id, count(*) from relation where kind = 'follow' group by 1`,
  },
  {
    table: 'member',
    column: 'follower_count',
    counted: `select other_id as id, count(*) from relation where kind = 'follow' group by 1`,
  },
];

const counterCheck = ({ table, column, counted, where = 't.deleted_at is null' }: Counter): Check => ({
  kind: 'counter',
  what: `${table}.${column}`,
  looked: `
    select t.id, case when t.${column} <> coalesce(c.count, 0) then
             format('${table} %s: ${column} is %s, should be %s', t.id, t.${column}, coalesce(c.count, 0)) end as problem
      from ${table} t left join (${counted}) c on c.id = t.id where ${where}`,
});

/**
 * When a comment or reply came last, also one that is deleted since: its row stays for a week after that. So a time of this
 * week must be that of a row.
 */
const latestReply: Check = {
  kind: 'counter',
  what: 'post.latest_replied_at',
  looked: `
    select p.id, case when p.latest_replied_at < due or p.latest_replied_at > greatest(due, now() - interval '7 days') then
             format('post %s: latest_replied_at is %s, should be %s', p.id, p.latest_replied_at, due) end as problem
      from post p
      left join (select post_id, max(created_at) as latest from comment group by 1) c on c.post_id = p.id
     cross join lateral (select greatest(p.created_at, c.latest) as due) d
     where p.deleted_at is null`,
};

/** Former texts are numbered from 1, and none goes before its post. */
const formerTexts: Check = {
  kind: 'counter',
  what: 'post_revision',
  looked: `
    select post_id as id, case when count(*) <> max(number) then
             format('post %s: %s of %s former texts are there', post_id, count(*), max(number)) end as problem
      from post_revision group by post_id`,
};

/** As far as SQL knows small letters the way the application does: those of ASCII. */
const tagKeys: Check = {
  kind: 'counter',
  what: 'post.tag_keys',
  looked: `
    select p.id, case when cardinality(p.tags) <> cardinality(p.tag_keys)
                        or exists (select from unnest(p.tags, p.tag_keys) as tag (name, key)
                                    where name !~ '[^\\x01-\\x7f]' and lower(name collate "C") <> key) then
             format('post %s: tag_keys are not those of its tags', p.id) end as problem
      from post p where p.tags <> '{}' or p.tag_keys <> '{}'`,
};

const topicTask = 'posts.count-post-topics';

/** A post counts for its topics unless it is private or deleted; which, a task brings in line. */
const postTopics: Check = {
  kind: 'counter',
  what: 'post_topic',
  looked: `
    select coalesce(wanted.post_id, kept.post_id) as id,
           case when (kept.key is null or wanted.key is null)
                 and coalesce(wanted.post_id, kept.post_id) not in (select id from recounted) then
             case when wanted.key is null
                  then format('post %s: counts for topic %s, which it does not name or must not count for', kept.post_id, kept.topic_id)
                  else format('post %s: does not count for %s', wanted.post_id, coalesce(
                         (select 'topic ' || id from topic where topic.key = wanted.key), 'a topic of its tags that is not there'))
                  end end as problem
      from (select distinct p.id as post_id, tag.key
              from post p cross join unnest(p.tag_keys) as tag (key)
             where p.visibility <> 0 and p.deleted_at is null) wanted
      full join (select u.post_id, u.topic_id, t.key from post_topic u join topic t on t.id = u.topic_id) kept
        on kept.post_id = wanted.post_id and kept.key = wanted.key`,
};

/** Counters, and other columns and rows that follow from what members wrote. */
export const countersSql = checksSql(
  [...counters.map(counterCheck), formerTexts, latestReply, tagKeys, postTopics],
  `with ${pendingSql([topicTask])}, ${aboutSql('recounted', topicTask, 'postId')}`,
);
