import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fastify } from 'fastify';
import pg from 'pg';

export interface BareRows {
  readonly url: string;
  /** Whose posts, without any question whose they are. */
  readonly schema: string;
  readonly size: number;
}

/**
 * A process of its own: what Fastify alone does that asks for the same posts by one prepared statement and makes the same
 * JSON of the rows. Says its port when it listens.
 */
const { url, schema, size } = JSON.parse(await text(process.stdin)) as BareRows;
const pool = new pg.Pool({ connectionString: url, max: 8, options: `-c search_path=${schema}` });
const statement = `
  select p.id::int4 as id, p.author_id::int4 as user_id,
         json_build_object('id', m.id, 'nickname', m.nickname, 'username', m.username, 'status', m.status, 'avatar', m.avatar,
                           'is_admin', m.is_admin, 'is_friend', false, 'is_following', false) as user,
         p.blocks as contents, p.comment_count, p.collection_count, p.share_count, p.star_count as upvote_count,
         p.visibility, p.is_top::int as is_top, p.is_essence::int as is_essence, p.is_lock::int as is_lock,
         extract(epoch from p.latest_replied_at)::int4 as latest_replied_on,
         extract(epoch from p.created_at)::int4 as created_on, extract(epoch from p.modified_at)::int4 as modified_on,
         p.tags, p.attachment_price, p.place as ip_loc
    from post p join member m on m.id = p.author_id where p.visibility = 90 and p.deleted_at is null
   order by p.is_top desc, p.latest_replied_at desc, p.id desc limit $1`;
const server = fastify();
server.get('/*', async () => {
  const { rows } = await pool.query({ name: 'rows', text: statement, values: [size] });
  return { code: 0, msg: 'success', data: { list: rows, pager: { page: 1, page_size: size, total_rows: size } } };
});
await server.listen({ port: 0, host: 'localhost' });
const { port } = server.addresses()[0] as AddressInfo;
process.stdout.write(`${port}\n`);
