import type pg from 'pg';
import type { Community } from './making.js';
import { copyRows } from './copy.js';

const identities = ['member', 'post', 'comment', 'message', 'topic', 'media_object'];

/** Loads a community into the schema that the open transaction works in, which may have its owner already. */
export async function loadCommunity(client: pg.ClientBase, { tables, nextBlock }: Community): Promise<void> {
  for (const [table, rows] of Object.entries(tables)) {
    if (table !== 'member') await copyRows(client, table, rows);
    else await loadMembers(client, rows);
  }
  const sequences = identities
    .filter((table) => tables[table]!.length > 0)
    .map((table) => `setval('${table}_id_seq', ${tables[table]!.length})`);
  await client.query(`select ${[...sequences, `setval('block_id', ${nextBlock}, false)`].join(', ')}`);
}

async function loadMembers(client: pg.ClientBase, rows: Community['tables'][string]): Promise<void> {
  const { rows: owners } = await client.query<{ id: number }>('select id::int4 as id from member');
  const known = new Set(owners.map(({ id }) => id));
  await copyRows(
    client,
    'member',
    rows.filter((row) => !known.has(row['id'] as number)),
  );
  for (const row of rows.filter(({ id }) => known.has(id as number))) {
    await client.query(
      `update member set post_count = $2, follow_count = $3, follower_count = $4, last_posted_at = $5 where id = $1`,
      ['id', 'post_count', 'follow_count', 'follower_count', 'last_posted_at'].map((column) => row[column]),
    );
  }
}

/** How many counters are not what their rows come to; `cli doctor` asks the same of every community. */
export async function countDifferences(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ differences: number }>(`
    select (
      (select count(*) from post p where
         comment_count <> (select count(*) from comment c where c.post_id = p.id and c.deleted_at is null)
         or star_count <> (select count(*) from post_star s where s.post_id = p.id)
         or latest_replied_at <> greatest(created_at, (select max(c.created_at) from comment c where c.post_id = p.id)))
      + (select count(*) from comment c where
         reply_count <> (select count(*) from comment r where r.parent_id = c.id and r.deleted_at is null))
      + (select count(*) from member m where
         post_count <> (select count(*) from post p where p.author_id = m.id and p.deleted_at is null)
         or follow_count <> (select count(*) from relation f where f.member_id = m.id and f.kind = 'follow')
         or follower_count <> (select count(*) from relation f where f.other_id = m.id and f.kind = 'follow'))
      + (select count(*) from topic t where
         quote_count <> (select count(*) from post_topic u where u.topic_id = t.id))
    )::int as differences`);
  return rows[0]!.differences;
}
