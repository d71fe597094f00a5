import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fastify } from 'fastify';
import pg from 'pg';

export interface BareInsert {
  readonly url: string;
  readonly table: string;
  readonly connections: number;
}

interface GivenPost {
  readonly contents: readonly unknown[];
  readonly tags: readonly string[];
  readonly visibility: number;
}

/**
 * A process of its own: what Fastify alone does that keeps the same posts as they come, each by one prepared INSERT with a
 * commit of its own, without any question whose they are. Says its port when it listens.
 */
const { url, table, connections } = JSON.parse(await text(process.stdin)) as BareInsert;
const pool = new pg.Pool({ connectionString: url, max: connections });
const insertion = `
  insert into ${table} (blocks, tags, visibility, ip) values ($1, $2, $3, $4)
  returning id::int4 as id, extract(epoch from created_at)::int4 as created_on`;
const server = fastify();
server.post<{ Body: GivenPost }>('/v1/post', async ({ body, ip }) => {
  const values = [JSON.stringify(body.contents), body.tags, body.visibility, ip];
  const { rows } = await pool.query<{ id: number; created_on: number }>({ name: 'insert', text: insertion, values });
  return { code: 0, msg: 'success', data: { ...body, ...rows[0] } };
});
await server.listen({ port: 0, host: 'localhost' });
const { port } = server.addresses()[0] as AddressInfo;
process.stdout.write(`${port}\n`);
