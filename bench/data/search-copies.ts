import type pg from 'pg';
import { inTransaction, withOwnerConnection } from '#kernel/database';
import type { Stage } from '../stage/stage.js';
import type { SearchSample } from './search-sample.js';
import { type BenchTenant, makeTenants } from './tenants.js';

/** Post ids of one community lie in a range that no other has, so that another's post would be seen. */
export const idsEach = 1_000_000;
const atOnce = 3;

/** A community with copies of posts of the sample: of some that follow one another, or of all of them many times. */
export interface SearchTenant extends BenchTenant {
  readonly role: string;
  /** Its posts have the ids behind this one. */
  readonly base: number;
  /** The first of the sample's posts that it has, and how many. */
  readonly from: number;
  readonly count: number;
  readonly copies: number;
}

export interface Shape {
  readonly tenants: number;
  /** How many posts the first one has, in whole copies of the sample. */
  readonly largest: number;
  /** All others. */
  readonly each: number;
  /** With what the index in PostgreSQL has of them. */
  readonly indexed: boolean;
}

/** How far the copies of one tenant begin behind those of the one before. */
const step = 37;

export async function makeSearchTenants(stage: Stage, sample: SearchSample, shape: Shape): Promise<SearchTenant[]> {
  const { url } = stage.postgres;
  const made = await makeTenants({
    url,
    root: stage.root,
    count: shape.tenants,
    passwordHash: '',
    size: null,
    progress: () => undefined,
  });
  const rows = await stage.postgres.query<{ id: number; role: string }>(
    'select id::int4 as id, role from platform.tenant',
  );
  const roles = new Map(rows.map(({ id, role }) => [id, role]));
  const all = sample.posts.length;
  const tenants = made.map((tenant, index) => {
    const common = { ...tenant, role: roles.get(tenant.id)!, base: (index + 1) * idsEach };
    return index === 0
      ? { ...common, from: 1, count: all, copies: shape.largest / all }
      : { ...common, from: 1 + ((index * step) % (all - shape.each)), count: shape.each, copies: 1 };
  });
  await fill(url, sample, tenants, shape.indexed);
  return tenants;
}

async function fill(
  url: string,
  sample: SearchSample,
  tenants: readonly SearchTenant[],
  indexed: boolean,
): Promise<void> {
  const queue = tenants.values();
  const lane = (): Promise<void> =>
    withOwnerConnection(url, async (client) => {
      await client.query('set synchronous_commit = off; set session_replication_role = replica'); // no look at keys
      const columns = await columnsOf(client, `${sample.schema}.post`);
      const documents = await columnsOf(client, `${sample.schema}.search_document`);
      const vocabulary = await vocabularyOf(client, sample);
      for (const tenant of queue) {
        const copy = { sample, tenant, columns };
        await inTransaction(client, async () => {
          await copyPosts(client, copy);
          if (indexed) await copyDocuments(client, { ...copy, columns: documents }, vocabulary);
        });
        await client.query(
          `vacuum (analyze) ${tenant.role}.member, ${tenant.role}.post, ${tenant.role}.search_document`,
        );
      }
    });
  await Promise.all(Array.from({ length: atOnce }, lane));
}

interface Copy {
  readonly sample: SearchSample;
  readonly tenant: SearchTenant;
  /** Those that stay as they are. */
  readonly columns: string;
}

const idSql = ({ base, count, from }: SearchTenant): string => `${base} + (copy - 1) * ${count} + id - ${from - 1}`;

const copiesSql = ({ copies, from, count }: SearchTenant): string =>
  `cross join generate_series(1, ${copies}) as copy where id between ${from} and ${from + count - 1}`;

/** The roles of tenants are named as their schemas. */
async function copyPosts(client: pg.ClientBase, { sample: { schema }, tenant, columns }: Copy): Promise<void> {
  const { role, base, count, copies } = tenant;
  const id = idSql(tenant);
  await client.query(`
    insert into ${role}.member select * from ${schema}.member;
    insert into ${role}.topic select * from ${schema}.topic;
    insert into ${role}.post (id, blocks, ${columns})
      select ${id}, (select jsonb_agg(block || jsonb_build_object('post_id', ${id})) from jsonb_array_elements(blocks) block),
             ${columns}
        from ${schema}.post ${copiesSql(tenant)};
    select setval('${role}.post_id_seq', ${base + count * copies}), setval('${role}.member_id_seq', max(id))
      from ${role}.member`);
}

/** Of the words that may be meant by a mistyped one, those of the posts that are copied. Indexed in one go, which is faster. */
async function copyDocuments(
  client: pg.ClientBase,
  { sample: { schema, texts }, tenant, columns }: Copy,
  vocabulary: ReadonlyMap<string, string>,
): Promise<void> {
  const { role, from, count } = tenant;
  const said = new Set(texts.slice(from - 1, from - 1 + count).flatMap(({ words }) => words));
  const words = [...said].flatMap((word) => vocabulary.get(word) ?? []);
  const { rows } = await client.query<{ definition: string }>(
    `select pg_get_indexdef('${role}.search_document_terms'::regclass) as definition`,
  );
  await client.query(`drop index ${role}.search_document_terms`);
  await client.query(
    `insert into ${role}.search_document (id, ${columns})
       select id, ${columns} from ${schema}.search_document
        where kind in ('member', 'topic') or (kind = 'word' and id = any($1))
       union all
       select ${idSql(tenant)}, ${columns} from ${schema}.search_document ${copiesSql(tenant)} and kind = 'post'`,
    [words],
  );
  await client.query(rows[0]!.definition);
}

/** The rows of such words. */
async function vocabularyOf(client: pg.ClientBase, { schema }: SearchSample): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; word: string }>(
    `select id::text, substr(term, 2) as word from ${schema}.search_document, unnest(tsvector_to_array(terms)) as term
      where kind = 'word' and term like '=%'`,
  );
  return new Map(rows.map(({ id, word }) => [word, id]));
}

async function columnsOf(client: pg.ClientBase, table: string): Promise<string> {
  const { rows } = await client.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and attgenerated = '' and not attisdropped
        and attname not in ('id', 'blocks')`,
    [table],
  );
  return rows[0]!.columns;
}
