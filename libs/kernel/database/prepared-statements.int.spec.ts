import { setTimeout as pause } from 'node:timers/promises';
import { type Tenant, tenantScope } from '#kernel/scope';
import { useDatabase } from '../../../test/support/use-database.js';
import { sqlState } from './errors.js';
import { withOwnerConnection } from './owner-connection.js';

const prepared = { isPrepared: true };

describe('a unit of work whose statements are prepared', () => {
  const database = useDatabase();
  let ada: Tenant;
  /** Kept to the same connection as Ada. */
  let bob: Tenant;

  const unit = async <T>(tenant: Tenant, work: () => Promise<T>, options = prepared) =>
    tenantScope.run(tenant, () => database.tenants.transaction(work, options));
  const ask = async <T>(tenant: Tenant, sql: string, values: unknown[] = []) =>
    unit(tenant, () => database.tenants.query<{ value: T }>(sql, values)).then(([row]) => row?.value);
  const asOwner = async (sql: string) => withOwnerConnection(database.cluster.url, (client) => client.query(sql));
  const planned = `select count(*) as value from pg_prepared_statements where statement not like '%pg_prepared%'`;

  beforeAll(async () => {
    ada = database.ada;
    bob = { ...database.bob, id: ada.id };
    for (const { schema, role, slug } of [ada, bob])
      await asOwner(
        `create table ${schema}.scratch (value text); grant select on ${schema}.scratch to ${role};
         insert into ${schema}.scratch values ('${slug}')`,
      );
  });
  afterAll(async () => {
    for (const { schema } of [ada, bob]) await asOwner(`drop table ${schema}.scratch`);
  });

  it('plans a statement once for a connection, and asks for each tenant’s own rows by it', async () => {
    const before = await ask<number>(ada, planned);
    for (let round = 0; round < 12; round += 1)
      for (const tenant of [ada, bob, bob, ada])
        expect(await ask(tenant, 'select value from scratch where value <> $1', ['none'])).toBe(tenant.slug);
    expect((await ask<number>(ada, planned))! - before!).toBe(1);
  });

  it('refuses by it what the tenant may not see', async () => {
    const sql = `select value from ${ada.schema}.scratch`;
    expect(await ask(ada, sql)).toBe(ada.slug);
    expect(await ask(bob, sql).catch(sqlState)).toBe('42501');
    expect(await ask(ada, sql)).toBe(ada.slug);
  });

  it('is planned for a table as it has grown, not as it was when it was empty', async () => {
    const { schema, role } = ada;
    await asOwner(
      `create table ${schema}.grown (id int primary key, value text) with (autovacuum_enabled = off);
       grant select on ${schema}.grown to ${role}`,
    );
    await asOwner(`vacuum analyze ${schema}.grown`);
    const sql = 'select value from grown where id = $1';
    for (let times = 0; times < 8; times += 1) await ask(ada, sql, [7]);
    const plan = () =>
      unit(ada, async () => {
        const [named] = await database.tenants.query<{ name: string }>(
          'select name from pg_prepared_statements where statement = $1',
          [sql],
        );
        return JSON.stringify(await database.tenants.query(`explain execute "${named!.name}" (7)`));
      });
    expect(await plan()).toMatch(/Seq Scan/);
    await asOwner(`insert into ${schema}.grown select id, 'x' from generate_series(1, 20000) id`);
    await pause(1_100);
    await ask(ada, sql, [7]);
    expect(await plan()).toMatch(/Index Scan/);
    await asOwner(`drop table ${schema}.grown`);
  });

  it('may be a single statement too, which is sent once more where a column has another type since', async () => {
    const single = async (tenant: Tenant, sql: string) =>
      tenantScope
        .run(tenant, () => database.tenants.query<{ value: string }>(sql, [], 'auto'))
        .then(([row]) => row?.value);
    const sql = 'select value from scratch limit 1';
    for (let round = 0; round < 3; round += 1)
      for (const tenant of [ada, bob]) expect(await single(tenant, sql)).toBe(tenant.slug);
    expect(await ask<number>(ada, `${planned} and statement = '${sql}'`)).toBe(1);
    await asOwner(`alter table ${ada.schema}.scratch alter column value type varchar`);
    expect([await single(ada, sql), await single(bob, sql), await single(ada, sql)]).toEqual([
      ada.slug,
      bob.slug,
      ada.slug,
    ]);
    expect(await single(ada, `select value from ${bob.schema}.scratch`).catch(sqlState)).toBe('42501');
  });

  it('is begun anew where a column has another type since, and what it did before is undone', async () => {
    await asOwner(`alter table ${ada.schema}.scratch alter column value type name`);
    await asOwner(`grant insert, delete on ${ada.schema}.scratch to ${ada.role}`);
    const sql = 'select value from scratch order by value limit 1';
    expect(await ask(bob, sql)).toBe(bob.slug);
    let begun = 0;
    const added = await unit(ada, async () => {
      begun += 1;
      await database.tenants.query(`insert into scratch values ('zz ${begun}')`);
      await database.tenants.query(sql);
      return database.tenants.query<{ value: string }>(`delete from scratch where value like 'zz%' returning value`);
    });
    expect(begun).toBe(2);
    expect(added).toEqual([{ value: 'zz 2' }]);
    expect([await ask(bob, sql), await ask(ada, sql)]).toEqual([bob.slug, ada.slug]);
  });

  it('stops at a number of statements, and runs what comes then all the same', async () => {
    for (let number = 0; number < 250; number += 1) expect(await ask(ada, `select ${number} as value`)).toBe(number);
    expect(await ask<number>(ada, planned)).toBeLessThanOrEqual(200);
  });

  it('leaves durability to the server, unless it is said that the commit need not last', async () => {
    const durability = () => database.tenants.query<{ value: string }>('show synchronous_commit');
    const hurried = { isPrepared: true, isDurable: false };
    expect(await unit(ada, durability, hurried)).toEqual([{ synchronous_commit: 'off' }]);
    expect(await unit(ada, durability)).toEqual([{ synchronous_commit: 'on' }]);
  });
});
