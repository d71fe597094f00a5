import pg from 'pg';

/** How many of them have each of the words `<mark>w0z`, `<mark>w1z` …, when there are so many words. */
export const oldWords = 50;
export const oldWord = (mark: string, number: number): string => `${mark}w${number % oldWords}z`;

/** Posts of its owner, put into a community past the services and in no index: many in a short time. */
export async function addOldPosts(url: string, schema: string, mark: string, count: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(`begin; set local search_path = ${pg.escapeIdentifier(schema)}, pg_temp`);
    await client.query(
      `insert into post (id, author_id, blocks, visibility, created_at, modified_at, latest_replied_at)
       select id, 1, jsonb_build_array(jsonb_build_object('id', nextval('block_id'), 'post_id', id, 'sort', 100, 'type', 2,
                'content', 'What was said long ago of ' || $1 || 'w' || number % ${oldWords} || 'z')), 90, at, at, at
         from (select nextval('post_id_seq') as id, number, now() - (number + 1) * interval '1 second' as at
                 from generate_series(0, $2::int - 1) as number) old`,
      [mark, count],
    );
    await client.query(
      `update member set post_count = post_count + $1,
              last_posted_at = (select max(created_at) from post where author_id = 1) where id = 1`,
      [count],
    );
    await client.query('commit');
    await client.query(`analyze ${pg.escapeIdentifier(schema)}.post`);
  } finally {
    await client.end();
  }
}
