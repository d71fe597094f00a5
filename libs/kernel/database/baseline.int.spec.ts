import { readFileSync } from 'node:fs';
import { furtherTenantFile, repository, ScratchCluster } from '../../../test/support/scratch-cluster.js';
import { generateBaseline } from './baseline.js';
import { type Catalogue, differences, readCatalogue } from './catalogue.js';
import { baselinePath, readMigrations } from './migration-files.js';
import { withOwnerConnection } from './owner-connection.js';
import { enterTenant, tenantNames, type TenantNames } from './tenant-names.js';
import { ensureRoles } from './tenant-schemas.js';

describe('the baseline for new tenants', () => {
  let cluster: ScratchCluster;
  let made: TenantNames;
  let replayed: TenantNames;

  beforeAll(async () => {
    cluster = await ScratchCluster.create();
    [made] = (await cluster.tenants(1, 1)) as [TenantNames];
    replayed = tenantNames(cluster.namespace, 2);
    await withOwnerConnection(cluster.url, async (client) => {
      await ensureRoles(client, cluster.namespace, 2, 1);
      await client.query(`create schema ${replayed.schema} authorization ${replayed.role}`);
      for (const { sql } of (await readMigrations(repository)).tenant) {
        await client.query(`begin; ${enterTenant(replayed)}; ${sql}; commit`);
      }
    });
  });
  afterAll(() => cluster.drop());

  /** Both schemas, after a change to the second one that is then undone. */
  const compare = (change = ''): Promise<string[]> =>
    withOwnerConnection(cluster.url, async (client) => {
      await client.query(`begin; set local search_path = ${replayed.schema}, pg_temp; ${change}`);
      const seen: Catalogue[] = [];
      for (const { schema } of [made, replayed]) seen.push(await readCatalogue(client, schema));
      await client.query('rollback');
      return differences(seen[0]!, seen[1]!);
    });

  it('is the file in the repository', async () => {
    const generated = await generateBaseline(cluster.url, (await readMigrations(repository)).tenant);
    expect(readFileSync(baselinePath(repository), 'utf8')).toBe(generated);
  });

  it('comes to the same schema as all migrations one after the other', async () => {
    const { tables, sequences } = await withOwnerConnection(cluster.url, async (client) => {
      await client.query('begin');
      return readCatalogue(client, made.schema);
    });
    expect(tables.length).toBeGreaterThan(8);
    expect(sequences).toHaveLength(1);
    expect(await compare()).toEqual([]);
  });

  it.each([
    ['a type', 'alter table member alter follow_count type bigint'],
    ['a default', `alter table post alter place set default 'here'`],
    ['a missing default', 'alter table post alter place drop default'],
    ['a column that may be null', 'alter table post alter place drop not null'],
    ['another kind of identity', 'alter table post alter id set generated always'],
    ['an identity that starts elsewhere', 'alter table post alter id set start 100 set minvalue 100 restart'],
    ['a column more', 'alter table post add colour text'],
    [
      'columns in another order',
      'alter table session drop kind; alter table session add kind text not null default $$api$$',
    ],
    [
      'a check',
      'alter table member drop constraint member_status_check, add constraint member_status_check check (status in (1, 2, 3))',
    ],
    [
      'another action of a foreign key',
      'alter table session drop constraint session_member_id_fkey, add foreign key (member_id) references member',
    ],
    ['an index', 'drop index session_member'],
    [
      'an index with another condition',
      'drop index message_unread; create index message_unread on message (receiver_id)',
    ],
    ['a table', 'drop table comment_vote'],
    ['a sequence', 'drop sequence block_id'],
    ['steps of a sequence', 'alter sequence block_id increment 10'],
    ['options of a table', 'alter table message set (fillfactor = 80)'],
    ['an owner', 'alter table message owner to current_user'],
    ['a grant on a table', 'grant select on message to public'],
    ['a grant on a column', 'grant select (id) on message to public'],
    [
      'a grant on the schema',
      'do $$ begin execute format($a$grant usage on schema %I to public$a$, current_schema()); end $$',
    ],
  ])('would be told from one with %s', async (_, change) => {
    expect(await compare(change)).not.toEqual([]);
  });

  it.each([
    ['a view', 'create view v as select 1', 'view v'],
    ['a function', 'create function f() returns int language sql return 1', 'function f()'],
    [
      'a trigger',
      'create trigger t before update on post for each row execute function suppress_redundant_updates_trigger()',
      'trigger t',
    ],
    ['an enum', `create type colour as enum ('red')`, 'type colour'],
    ['a policy', 'create policy p on post', 'policy p'],
    ['row level security', 'alter table post enable row level security', 'unusual table post'],
    ['a rule', 'create rule r as on insert to post do nothing', 'rule r'],
    ['a serial column', 'create table s (n serial)', 'serial column of s'],
    ['a partitioned table', 'create table p (n int) partition by range (n)', 'table p'],
    ['an unlogged table', 'create unlogged table u ()', 'unusual table u'],
    ['inheritance', 'create table heir () inherits (post)', 'unusual table heir'],
    ['statistics', 'create statistics s on id, place from post', 'statistics object s'],
    ['a comment', `comment on column post.place is 'where'`, 'comment on column place of table post'],
    ['another storage', 'alter table post alter place set storage external', 'unusual column post.place'],
    ['another collation', 'create table c (n text collate "C")', 'unusual column c.n'],
    [
      'a constraint that is not checked',
      'alter table post add constraint c check (id > 0) not valid',
      'constraint not valid: c',
    ],
    ['a clustered table', 'alter table post cluster on post_pkey', 'unusual index post_pkey'],
  ])('is not made of what the generator does not know: %s', async (_, change, what) => {
    await expect(compare(change)).rejects.toThrow(what);
  });

  it('is the same whatever it is made of, written twice', async () => {
    cluster.write(
      furtherTenantFile('odd'),
      `create sequence "Odd one" as int start 5 increment 5 cache 10 cycle;
       create table "order" (
         "to" int generated always as identity (sequence name numbers start 10 increment 2) primary key,
         twice int generated always as ("to" * 2) stored,
         at timestamptz(3), price numeric(10, 2)[] not null default '{}', code varchar(8) unique deferrable initially deferred,
         parent int references "order" on update cascade, next bigint default nextval('"Odd one"'),
         exclude using btree (code with =) where (twice > 0)
       ) with (fillfactor = 70);
       create index on "order" using gin (price);
       create unique index "by Code" on "order" (lower(code) collate "C" text_pattern_ops) include (twice) nulls not distinct with (fillfactor = 50);
       alter table "order" drop column next; alter table "order" rename parent to elder`,
    );
    const { tenant } = await readMigrations(cluster.root);
    const once = await generateBaseline(cluster.url, tenant);
    const again = await generateBaseline(cluster.url, [{ ...tenant[0]!, sql: once }]);
    expect(once.split('\n')[0]).toBe(`-- baseline of migrations up to ${tenant.length}`);
    expect(again.replace('up to 1', `up to ${tenant.length}`)).toBe(once);
  });

  it('refuses to leave out a grant', async () => {
    const { tenant } = await readMigrations(repository);
    const granting = [...tenant, { ...tenant[1]!, sql: 'grant select on post to public' }];
    await expect(generateBaseline(cluster.url, granting)).rejects.toThrow('does not know: grants');
  });
});
