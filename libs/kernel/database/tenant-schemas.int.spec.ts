import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import {
  repository,
  ScratchCluster,
  furtherTenantFile,
  latestTenantMigration as latest,
} from '../../../test/support/scratch-cluster.js';
import { readBaseline, readMigrations } from './migration-files.js';
import { inTransaction, withOwnerConnection } from './owner-connection.js';
import { enterTenant, tenantNames, type TenantNames } from './tenant-names.js';
import {
  createTenantSchema,
  dropTenantSchema,
  ensureRoles,
  tenantBlueprint,
  type TenantBlueprint,
} from './tenant-schemas.js';

describe.each(['superuser', 'createrole'] as const)('the schema of a tenant, made by a %s', (as) => {
  let cluster: ScratchCluster;
  let blueprint: TenantBlueprint;

  beforeAll(async () => {
    cluster = await ScratchCluster.create(as);
    blueprint = tenantBlueprint(
      await readBaseline(cluster.root),
      await readMigrations(cluster.root),
      cluster.namespace,
    );
  });
  afterAll(() => cluster.drop());

  const owner = <T>(work: (client: pg.Client) => Promise<T>) => withOwnerConnection(cluster.url, work);
  const names = (number: number) => tenantNames(cluster.namespace, number);
  const create = (tenant: TenantNames, made = blueprint) =>
    owner((client) => inTransaction(client, () => createTenantSchema(client, tenant, made)));
  const asTenant = (tenant: TenantNames, sql: string) =>
    owner((client) =>
      inTransaction(client, async () => {
        await client.query(enterTenant(tenant));
        return (await client.query(sql)).rows as unknown[];
      }),
    );

  /** As the names of the files have them. */
  const tenantMigrations = () =>
    readdirSync(join(repository, 'migrations/tenant'))
      .flatMap((file) => /^(\d{4})_(\w+)\.sql$/.exec(file) ?? [])
      .flatMap((part, index, parts) =>
        index % 3 ? [] : [{ number: Number(parts[index + 1]), name: parts[index + 2] }],
      );

  it('is made once, with its version and the ledger of the files it stands for', async () => {
    const [tenant] = await cluster.tenants(1, 1);
    expect(await create(tenant!)).toBe(false);
    expect(await cluster.database.query('select role, schema, version from cluster.tenant_schema')).toEqual([
      { ...tenant!, version: latest },
    ]);
    expect(
      await cluster.database.query(`select number, name from cluster.migration where scope = 'tenant' order by 1`),
    ).toEqual(tenantMigrations());
  });

  it('belongs to the tenant, who reads and writes there and nowhere else', async () => {
    const [one, two] = (await cluster.tenants(11, 2)) as [TenantNames, TenantNames];
    const rows = await asTenant(
      one,
      `insert into member (username, nickname) values ('ada', 'Ada') returning id, nickname`,
    );
    expect(rows).toEqual([{ id: 1, nickname: 'Ada' }]);
    expect(await asTenant(two, 'select * from member')).toEqual([]);
    await expect(asTenant(two, `select * from ${one.schema}.member`)).rejects.toMatchObject({ code: '42501' });
    await expect(asTenant(two, 'select * from platform.tenant')).rejects.toMatchObject({ code: '42501' });
    await expect(asTenant(two, 'select * from cluster.tenant_schema')).rejects.toMatchObject({ code: '42501' });
    expect(
      await asTenant(two, `insert into jobs.task (kind, class) values ('a.b', 'notify') returning tenant_role`),
    ).toEqual([{ tenant_role: two.role }]);
  });

  it('holds nothing of the public role that every process works as', async () => {
    const [tenant] = (await cluster.tenants(21, 1)) as [TenantNames];
    const asApp = owner((client) =>
      inTransaction(client, async () => {
        await client.query(`set local role ${cluster.namespace}_app`);
        await client.query(`select from ${tenant.schema}.member`);
      }),
    );
    await expect(asApp).rejects.toMatchObject({ code: '42501' });
  });

  it('gets the migrations that are newer than the baseline as well', async () => {
    cluster.write(furtherTenantFile('pets'), 'create table pet (name text)');
    const migrations = await readMigrations(cluster.root);
    const newer = tenantBlueprint(await readBaseline(cluster.root), migrations, cluster.namespace);
    await owner((client) => ensureRoles(client, cluster.namespace, 31, 1));
    expect(await create(names(31), newer)).toBe(true);
    expect(await asTenant(names(31), 'select * from pet')).toEqual([]);
    expect(
      await cluster.database.query('select version from cluster.tenant_schema where role = $1', [names(31).role]),
    ).toEqual([{ version: latest + 1 }]);
  });

  it('is all there or not at all, and leaves the transaction to who opened it', async () => {
    await owner((client) => ensureRoles(client, cluster.namespace, 41, 1));
    await owner(async (client) => {
      await client.query('begin');
      await createTenantSchema(client, names(41), blueprint);
      const { rows } = await client.query('select current_user = session_user as login');
      expect(rows).toEqual([{ login: true }]);
      await client.query('rollback');
    });
    expect(await cluster.database.query('select from pg_namespace where nspname = $1', [names(41).schema])).toEqual([]);
    expect(await create(names(41))).toBe(true);
  });

  it('goes with its tasks and leaves the role, also when asked twice', async () => {
    const [tenant, other] = (await cluster.tenants(51, 2)) as [TenantNames, TenantNames];
    for (const one of [tenant, other])
      await asTenant(one, `insert into jobs.task (kind, class) values ('a.b', 'notify')`);
    await owner(async (client) => {
      await dropTenantSchema(client, tenant);
      await dropTenantSchema(client, tenant);
    });
    const left = (sql: string) => cluster.database.query(sql, [tenant.role]);
    expect(await left('select from pg_namespace where nspname = $1')).toHaveLength(0);
    expect(await left('select from cluster.tenant_schema where role = $1')).toHaveLength(0);
    expect(await left('select from jobs.task where tenant_role = $1')).toHaveLength(0);
    expect(await left('select from pg_roles where rolname = $1')).toHaveLength(1);
    expect(await cluster.database.query('select from jobs.task where tenant_role = $1', [other.role])).toHaveLength(1);
    expect(await create(tenant)).toBe(true);
  });

  it('has its role made ahead, a block at a time, also by two at once and after a half-made block', async () => {
    await owner((client) => ensureRoles(client, cluster.namespace, 103, 2));
    await Promise.all([1, 2].map(() => owner((client) => ensureRoles(client, cluster.namespace, 101, 100))));
    const made = await cluster.database.query<{ rolname: string }>(
      `select rolname from pg_roles r where rolname between $1 and $2 and pg_has_role(r.oid, $3, 'MEMBER')
          and pg_has_role($4, r.oid, 'MEMBER') and not rolcanlogin order by rolname`,
      [names(101).role, names(200).role, `${cluster.namespace}_tenants`, new URL(cluster.url).username],
    );
    expect(made.map(({ rolname }) => rolname)).toEqual(
      Array.from({ length: 100 }, (_, index) => names(101 + index).role),
    );
  });

  it('makes a block in one round trip, and nothing at all where it is there', async () => {
    await owner(async (client) => {
      await ensureRoles(client, cluster.namespace, 301, 10);
      await client.query('begin');
      const sent = jest.spyOn(client, 'query');
      await ensureRoles(client, cluster.namespace, 301, 10);
      expect(sent).toHaveBeenCalledTimes(1);
      sent.mockRestore();
      const { rows } = await client.query('select pg_current_xact_id_if_assigned() as written');
      expect(rows).toEqual([{ written: null }]);
      await client.query('rollback');
    });
  });
});

describe('the names of a tenant', () => {
  it('are padded, never cut off', () => {
    expect(tenantNames('t', 42)).toEqual({ role: 't_000042', schema: 't_000042' });
    expect(tenantNames('t2', 12_345_678)).toEqual({ role: 't2_12345678', schema: 't2_12345678' });
  });

  it.each([0, -1, 1.5, Number.NaN])('are not made of %s', (number) => {
    expect(() => tenantNames('t', number)).toThrow('Not a number of a tenant');
  });

  it('go into SQL only when they are names', () => {
    expect(() => enterTenant({ role: 't_000001; drop', schema: 't_000001' })).toThrow(
      'Not a name made by the platform',
    );
  });
});
