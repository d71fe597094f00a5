import type pg from 'pg';
import { beginning, now } from './making.js';
import { standard } from './standard.js';

/** So often each post of `standard` with all that hangs on it. */
export const copies = 100;
export const big = { members: 10_000, posts: standard.posts * copies };

/** How many others one member follows: from so many on, and fewer than so many more. */
const follows = { least: 100, span: 200 };

/** From 0 up to 1, the same for the same number. */
const chance = (number: string, seed: number): string =>
  `((hashint8extended(${number}, ${seed}) & 4294967295) / 4294967296.0::float8)`;

/** As `Random.skewed`: of the first ones far more often than of the last. */
const skewedMember = (number: string, seed: number): string =>
  `1 + floor(power(${chance(number, seed)}, 3) * ${big.members})::bigint`;

/** One of those members who stand for this one in a copy. */
const alike = (member: string, number: string, seed: number): string =>
  `${member} + ${standard.members} * floor(${chance(number, seed)} * ${big.members / standard.members})::bigint`;

/** Of a row of `standard` in the copy `c`. */
const copyOf = (id: string): string => `(${id} - 1) * ${copies} + c.number`;

const requestKey = (id: string): string => `decode(lpad(to_hex(${id}), 64, '0'), 'hex')`;
const at = (share: string): string =>
  `to_timestamp(${beginning / 1000} + floor(${share} * ${now - beginning}) / 1000.0::float8)`;
const seconds = (time: string): string => `floor(extract(epoch from ${time}))::bigint`;

/** Each copy of a post; whatever hangs on it is as much later as the copy is. */
const postCopies = `
  create temp table copied_post on commit drop as
  select p.id as base, c.number, ${copyOf('p.id')} as id, ${skewedMember(copyOf('p.id'), 1)} as author_id,
         ${at(`((${copyOf('p.id')}) / ${big.posts + 1}::float8)`)} as created_at, interval '0' as later
    from base_post p, generate_series(1, ${copies}) as c (number)`;

const members = `
  insert into member (id, username, nickname, password_hash, created_at)
  select number, 'member' || number, 'member' || number, (select password_hash from base_member where id = 2),
         ${at('0')} + number * interval '1 second'
    from generate_series(2, ${big.members}) as number`;

const posts = `
  insert into post (id, author_id, blocks, tags, tag_keys, visibility, comment_count, star_count, ip, request_key,
                    revision, created_at, modified_at, latest_replied_at)
  select c.id, c.author_id,
         (select jsonb_agg(block || jsonb_build_object('id', ${copyOf(`(block ->> 'id')::bigint`)}, 'post_id', c.id)
                           order by place)
            from jsonb_array_elements(p.blocks) with ordinality as of_post (block, place)),
         p.tags, p.tag_keys, p.visibility, p.comment_count, p.star_count, p.ip, ${requestKey('c.id')},
         p.revision, c.created_at, c.created_at, p.latest_replied_at + c.later
    from copied_post c join base_post p on p.id = c.base order by c.id`;

const comments = `
  insert into comment (id, post_id, parent_id, author_id, blocks, reply_count, ip, request_key, revision, created_at, modified_at)
  select made.id, c.id, ${copyOf('o.parent_id')}, made.author_id,
         jsonb_build_array(o.blocks -> 0 || jsonb_build_object(
           'id', ${copyOf(`(o.blocks -> 0 ->> 'id')::bigint`)}, 'comment_id', made.id, 'user_id', made.author_id,
           'created_on', ${seconds('made.at')}, 'modified_on', ${seconds('made.at')})),
         o.reply_count, o.ip, ${requestKey('made.id')}, o.revision, made.at, made.at
    from base_comment o join copied_post c on c.base = o.post_id,
         lateral (select ${copyOf('o.id')} as id, ${alike('o.author_id', copyOf('o.id'), 2)} as author_id,
                         o.created_at + c.later as at) made
   order by made.id`;

const stars = `
  insert into post_star (post_id, member_id, created_at)
  select c.id, ${alike('s.member_id', 'c.id', 3)}, s.created_at + c.later
    from base_post_star s join copied_post c on c.base = s.post_id order by c.id`;

const relations = `
  insert into relation (member_id, other_id, kind, created_at)
  select distinct on (member_id, other_id) member_id, other_id, 'follow', ${at(chance('member_id * 1000 + turn', 5))}
    from (select m.id as member_id, turn, ${skewedMember('m.id * 1000 + turn', 4)} as other_id
            from member m, generate_series(1, ${follows.least} + (m.id * 37) % ${follows.span}) as turn) drawn
   where other_id <> member_id order by member_id, other_id, turn`;

const topics = `
  insert into topic (id, name, key, creator_id, quote_count, revision, created_at)
  select id, name, key, creator_id, quote_count * ${copies}, revision * ${copies}, created_at from base_topic`;

const topicUses = `
  insert into post_topic (post_id, topic_id)
  select c.id, t.topic_id from base_post_topic t join copied_post c on c.base = t.post_id order by c.id`;

/** A picture is there once, and stands in each copy. */
const pictures = `
  insert into media_object (id, owner_id, key, kind, content_type, size, width, height, created_at)
  select id, owner_id, key, kind, content_type, size, width, height, created_at from base_media_object`;

const pictureUses = `
  insert into media_use (object_id, subject, subject_id, block_id)
  select u.object_id, u.subject, c.id, ${copyOf('u.block_id')}
    from base_media_use u join copied_post c on c.base = u.subject_id`;

const counted = `
  update member m set post_count = p.posts, last_posted_at = p.last, follow_count = f.follows, follower_count = t.followers
    from (select m.id, count(p.id) as posts, max(p.created_at) filter (where p.visibility > 0) as last
            from member m left join post p on p.author_id = m.id group by m.id) p,
         (select m.id, count(f.other_id) as follows from member m left join relation f on f.member_id = m.id group by m.id) f,
         (select m.id, count(t.member_id) as followers from member m left join relation t on t.other_id = m.id group by m.id) t
   where p.id = m.id and f.id = m.id and t.id = m.id`;

/** What `standard` has in temporary tables `base_…`, many times over; in the open transaction of a superuser. */
export async function multiply(client: pg.ClientBase, { schema, nextBlock }: Multiplied): Promise<void> {
  await client.query(`set local work_mem = '512MB'; set local maintenance_work_mem = '512MB'`);
  await client.query('set local session_replication_role = replica'); // without asking each row for what it refers to
  await client.query(postCopies);
  await client.query(
    'update copied_post c set later = c.created_at - p.created_at from base_post p where p.id = c.base',
  );
  await client.query('analyze copied_post');
  await withoutIndexes(client, schema, async () => {
    const rows = [members, posts, comments, stars, relations, topics, topicUses, pictures, pictureUses];
    for (const statement of rows) await client.query(statement);
  });
  await client.query('analyze member, post, comment, post_star, relation, topic, post_topic');
  await client.query(counted);
  const sequences = ['member', 'post', 'comment', 'topic', 'media_object'].map(
    (table) => `setval('${table}_id_seq', (select max(id) from ${table}))`,
  );
  await client.query(`select ${[...sequences, `setval('block_id', ${(nextBlock - 1) * copies + 1}, false)`].join()}`);
  await client.query('set local session_replication_role = origin');
}

interface Multiplied {
  readonly schema: string;
  readonly nextBlock: number;
}

/** Those that no constraint stands for are made again afterwards, each in one go. */
async function withoutIndexes(client: pg.ClientBase, schema: string, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as definition
       from pg_index join pg_class on pg_class.oid = indrelid
      where relnamespace = $1::regnamespace and not exists (select from pg_constraint where conindid = indexrelid)`,
    [schema],
  );
  await client.query(`drop index ${rows.map(({ name }) => name).join(', ')}`);
  await work();
  for (const { definition } of rows) await client.query(definition);
}

/** How many references name a row that is not there. */
export async function countDangling(client: pg.ClientBase, schema: string): Promise<number> {
  const { rows } = await client.query<{ child: string; column: string; parent: string }>(
    `select conrelid::regclass as child, quote_ident(attname) as column, confrelid::regclass as parent
       from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
      where contype = 'f' and connamespace = $1::regnamespace`,
    [schema],
  );
  let dangling = 0;
  for (const { child, column, parent } of rows) {
    const found = await client.query<{ number: number }>(
      `select count(*)::int as number from ${child} c left join ${parent} p on p.id = c.${column}
        where c.${column} is not null and p.id is null`,
    );
    dangling += found.rows[0]!.number;
  }
  return dangling;
}
