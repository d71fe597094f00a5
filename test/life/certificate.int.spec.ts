import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Config } from '#kernel/config';
import { PlatformDatabase, withOwnerConnection } from '#kernel/database';
import { OperationsRunner } from '#platform/provisioning';
import { makeTenant, type TestTenant } from '../support/make-tenant.js';
import { Uploader } from '../support/upload.js';
import { communityOf, type TestCommunity } from '../support/use-community.js';
import { newSlug, usePlatform } from '../support/use-platform.js';
import { workerCluster } from '../support/worker-cluster.js';

jest.setTimeout(60_000);

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

interface Counted {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly uploads: number;
  readonly records: Readonly<Record<string, number>>;
  readonly remembered: number;
}

describe('the certificate of a community that was removed for good', () => {
  const platform = usePlatform();
  const sql = <R extends object>(text: string, values: unknown[] = []): Promise<R[]> =>
    platform.app.get(PlatformDatabase).query(text, values) as Promise<never[]>;

  async function lived(): Promise<TestCommunity> {
    const community = communityOf(platform.api, await makeTenant(newSlug(), platform.app));
    const [ada, keeper] = [await community.member('ada'), await community.owner()];
    const { content } = await new Uploader(community.app, ada).file('public/image', png, 'image/png');
    await ada.post('/v1/post', {
      contents: [
        { content: 'Tea', type: 2, sort: 100 },
        { content, type: 3, sort: 101 },
      ],
      tags: ['tea'],
      users: ['keeper'],
    });
    await community.settle();
    await keeper.posts('Not indexed any more');
    const { role } = community.tenant;
    await sql(
      `insert into jobs.task (tenant_role, kind, class, state, dead_at) values ($1, 'x.y', 'notify', 'dead', now())`,
      [role],
    );
    await sql(
      `with run as (insert into jobs.reconciliation (requested_by) values ('spec') returning id)
       insert into jobs.reconciliation_part (run_id, tenant_role) select id, $1 from run`,
      [role],
    );
    return community;
  }

  /** By the server's own catalogue and by what a row holds, whatever its columns are called; as the owner of everything. */
  async function rowsNaming({ id, role }: TestTenant): Promise<Record<string, number>> {
    const { url } = await workerCluster();
    return withOwnerConnection(url, async (client) => {
      const { rows: columns } = await client.query<{ name: string; column: string; type: string }>(
        `select format('%I.%I', table_schema, table_name) as name, quote_ident(column_name) as column, udt_name as type
           from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
          where table_schema in ('platform', 'cluster', 'jobs') and table_type = 'BASE TABLE'
            and (column_name ~ '(^|_)tenant(_|$)' or column_name in ('role', 'schema'))`,
      );
      const found: Record<string, number> = {};
      for (const { name, column, type } of columns) {
        const value = ['int8', 'int4'].includes(type) ? id : role;
        const { rows } = await client.query<{ count: number }>(
          `select count(*)::int as count from ${name} where ${column}::text = $1`,
          [String(value)],
        );
        if (rows[0]!.count) found[name] = (found[name] ?? 0) + rows[0]!.count;
      }
      return found;
    });
  }
  async function schemaOf({ schema, role }: TestTenant): Promise<{ tables: number; rows: number }> {
    const { url } = await workerCluster();
    return withOwnerConnection(url, async (client) => {
      const { rows: tables } = await client.query<{ table_name: string }>(
        `select table_name from information_schema.tables where table_schema = $1 and table_type = 'BASE TABLE'`,
        [schema],
      );
      let rows = 0;
      if (tables.length) await client.query(`set role ${role}`);
      for (const { table_name: name } of tables)
        rows += (await client.query(`select from ${schema}."${name}"`)).rowCount ?? 0;
      return { tables: tables.length, rows };
    });
  }
  async function filesOf({ id }: TestTenant): Promise<number> {
    const { dataDir } = platform.app.get(Config);
    const all = await readdir(dataDir, { recursive: true, withFileTypes: true }).catch(() => []);
    return all.filter((entry) => entry.isFile() && join(entry.parentPath, entry.name).includes(`/t/${id}/`)).length;
  }
  const operationOf = async (id: number) =>
    (await platform.admin.get(`/operations?tenant=${id}&limit=1`)).body.items[0]!;

  async function purge({ id }: TestTenant): Promise<void> {
    await platform.admin.delete(`/tenants/${id}`);
    await sql('update platform.tenant set delete_after = now() where id = $1', [id]);
    await platform.app.get(OperationsRunner).resume();
  }

  it('says what each store held, and that nothing of it is left; the stores say the same', async () => {
    const { tenant } = await lived();
    const other = (await lived()).tenant;
    const before = { naming: await rowsNaming(tenant), schema: await schemaOf(tenant), files: await filesOf(tenant) };
    const beside = { naming: await rowsNaming(other), schema: await schemaOf(other), files: await filesOf(other) };
    expect(Object.keys(before.naming)).toEqual(
      expect.arrayContaining(['platform.host', 'jobs.task', 'jobs.reconciliation_part', 'cluster.tenant_schema']),
    );
    expect(before.schema.rows).toBeGreaterThan(10);
    expect(before.files).toBeGreaterThan(0);

    await purge(tenant);
    const operation = await operationOf(tenant.id);
    expect(operation).toMatchObject({ kind: 'purge', state: 'succeeded', done: 6, total: 6, tenant: tenant.id });
    const { before: counted, after, kept } = operation['result'] as { before: Counted; after: Counted; kept: string[] };
    expect({ tables: counted.tables, rows: counted.rows }).toEqual(before.schema);
    expect(counted.files).toBe(before.files);
    expect(counted.remembered).toBeGreaterThan(0);
    expect(counted.records['platform.host']).toBe(before.naming['platform.host']);
    expect(counted.records['jobs.task']).toBe(before.naming['jobs.task']);
    expect(counted.records['platform.idempotency_key']).toBe(1);
    expect(after).toEqual({
      tables: 0,
      rows: 0,
      files: 0,
      bytes: 0,
      uploads: 0,
      documents: {},
      records: {},
      keys: 0,
      remembered: 0,
    });

    expect(await schemaOf(tenant)).toEqual({ tables: 0, rows: 0 });
    expect(await filesOf(tenant)).toBe(0);
    const left = Object.keys(await rowsNaming(tenant));
    expect(left.filter((name) => !kept.includes(name))).toEqual([]);
    expect(left).toEqual(expect.arrayContaining(['platform.audit', 'platform.operation', 'platform.tenant']));
    const emptied = await sql<{ payload: object; result: object | null }>(
      `select payload, result from platform.operation where tenant_id = $1 and kind = 'provision'`,
      [tenant.id],
    );
    expect(emptied).toEqual([{ payload: {}, result: null }]);
    expect({ naming: await rowsNaming(other), schema: await schemaOf(other), files: await filesOf(other) }).toEqual(
      beside,
    );
  });

  it('is kept with the record, and in the audit log', async () => {
    const { tenant } = await lived();
    await purge(tenant);
    const { result } = (await operationOf(tenant.id)) as unknown as { result: object };
    const { body } = await platform.admin.get(`/tenants/${tenant.id}`);
    expect(body).toMatchObject({ state: 'deleted', hosts: [], state_reason: '', certificate: expect.anything() });
    expect(result).toMatchObject(body['certificate'] as object);
    const [row] = (await platform.admin.get(`/audit?tenant=${tenant.id}&limit=1`)).body.items;
    expect(row).toMatchObject({ action: 'tenant.purge', details: body['certificate'] });
  });

  it('is not written while something comes back: the next run removes that too', async () => {
    const { tenant } = await lived();
    const { url } = await workerCluster();
    const asOwner = (text: string) => withOwnerConnection(url, (client) => client.query(text));
    // As a process that adds what it has counted after the rows were removed.
    await asOwner(
      `create function jobs.late() returns trigger language plpgsql as $$ begin
         insert into platform.usage_hour (tenant_id, hour)
         select id, now() from platform.tenant where role = old.tenant_role; return null; end $$;
       create trigger late after delete on jobs.reconciliation_part for each row execute function jobs.late()`,
    );
    try {
      await purge(tenant);
      expect(await operationOf(tenant.id)).toMatchObject({
        state: 'running',
        step: 'certify',
        error: expect.stringContaining('"platform.usage_hour":1'),
      });
      expect((await platform.admin.get(`/tenants/${tenant.id}`)).body.state).toBe('deleting');
    } finally {
      await asOwner('drop function jobs.late() cascade');
    }
    await sql(`update platform.operation set lease_until = now() - interval '1 second' where tenant_id = $1`, [
      tenant.id,
    ]);
    await platform.app.get(OperationsRunner).resume();
    const operation = await operationOf(tenant.id);
    expect(operation).toMatchObject({ state: 'succeeded', attempts: 2 });
    const { before } = operation['result'] as { before: Counted };
    expect(before.rows).toBeGreaterThan(10); // of the first run
    expect((await platform.admin.get(`/tenants/${tenant.id}`)).body.state).toBe('deleted');
  });
});
