import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import {
  furtherTenantFile,
  latestTenantMigration as latest,
  repository,
  ScratchCluster,
} from '../../../test/support/scratch-cluster.js';
import { withOwnerConnection } from './owner-connection.js';
import { tenantNames } from './tenant-names.js';

let cluster: ScratchCluster;
beforeEach(async () => {
  cluster = await ScratchCluster.create();
});
afterEach(() => cluster.drop());

const query = <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
  cluster.database.query<Row>(sql, values);
const namesIn = (folder: string): string[] =>
  readdirSync(join(repository, 'migrations', folder))
    .toSorted()
    .map((file) => file.slice(5, -4));
const [clusterNames, platformNames] = [namesIn('cluster'), namesIn('platform')];
/** The files that come after all there are. */
const next = (folder: string, names: readonly string[], name: string): string =>
  `${folder}/${String(names.length + 1).padStart(4, '0')}_${name}.sql`;
const note = next('cluster', clusterNames, 'note');
const price = next('platform', platformNames, 'price');
const schema = (number: number) => tenantNames(cluster.namespace, number).schema;

describe('migrating what is there once per cluster', () => {
  const migrate = async () => (await cluster.migrator()).migrateShared();

  it('applies what is missing, once', async () => {
    expect(await migrate()).toEqual([]);
    cluster.write(price, 'create table platform.price (cents int); grant select on platform.price to {{app}};');
    cluster.write(note, 'create table cluster.note (text text); -- of the cluster');
    expect(await migrate()).toEqual([`migrations/${price}`, `migrations/${note}`]);
    expect(await migrate()).toEqual([]);
    const ledger = await query<{ number: number }>(
      `select scope, number, name from cluster.migration order by scope, number`,
    );
    expect(ledger).toEqual([
      ...clusterNames.map((name, index) => ({ scope: 'cluster', number: index + 1, name })),
      { scope: 'cluster', number: clusterNames.length + 1, name: 'note' },
      ...platformNames.map((name, index) => ({ scope: 'platform', number: index + 1, name })),
      { scope: 'platform', number: platformNames.length + 1, name: 'price' },
    ]);
  });

  it('lets one process do it when two start at once', async () => {
    cluster.write(note, 'create table cluster.note (text text); select pg_sleep(0.3)');
    const done = await Promise.all([migrate(), migrate(), migrate()]);
    expect(done.flat()).toEqual([`migrations/${note}`]);
  });

  it('leaves nothing of a file that fails, and takes it once it is right', async () => {
    cluster.write(note, 'create table cluster.note (text text); select 1 / 0');
    await expect(migrate()).rejects.toMatchObject({ code: '22012' });
    expect(await query(`select to_regclass('cluster.note') as note`)).toEqual([{ note: null }]);
    cluster.write(note, 'create table cluster.note (text text)');
    expect(await migrate()).toHaveLength(1);
  });

  it('puts nothing where no schema was named', async () => {
    cluster.write(note, 'create table note (text text)');
    await expect(migrate()).rejects.toThrow('no schema has been selected');
  });

  it('names a file that was changed after it had been applied', async () => {
    cluster.write('cluster/0001_jobs.sql', 'select 1');
    await expect(migrate()).rejects.toThrow(
      /^migrations\/cluster\/0001_jobs\.sql was changed after it had been applied/,
    );
  });

  it('refuses a database that is newer than the release', async () => {
    cluster.write(price, 'select 1');
    await migrate();
    cluster.remove(price);
    await expect(migrate()).rejects.toThrow(
      `newer than this release: it has migration ${platformNames.length + 1} of migrations/platform, this release ends at ${platformNames.length}`,
    );
  });
});

describe('migrating the tenants', () => {
  const migrate = async (options = {}) => (await cluster.migrator()).migrateTenants(options);
  const versions = async () =>
    (await query<{ version: number }>('select version from cluster.tenant_schema order by role')).map(
      ({ version }) => version,
    );

  it('brings each of them to the last file, as its own role', async () => {
    await cluster.tenants(1, 3);
    cluster.write(
      furtherTenantFile('pets'),
      'create table pet (name text);\ninsert into pet values (current_user) -- its owner',
    );
    cluster.write(furtherTenantFile('pets', 2), 'alter table pet add age int');
    expect(await (await cluster.migrator()).schemaLag()).toBe(3);
    const progress: number[] = [];
    const result = await migrate({ progress: ({ done }: { done: number }) => progress.push(done) });
    expect(result).toEqual({ latest: latest + 2, migrated: 3, current: 0, skipped: 0, failed: [] });
    expect(progress).toEqual([1, 2, 3]);
    expect(await (await cluster.migrator()).schemaLag()).toBe(0);
    expect(await migrate()).toEqual({ latest: latest + 2, migrated: 0, current: 3, skipped: 0, failed: [] });
    for (const number of [1, 2, 3]) {
      expect(await query(`select name, age from ${schema(number)}.pet`)).toEqual([{ name: schema(number), age: null }]);
    }
    expect(await query(`select number from cluster.migration where scope = 'tenant' order by 1`)).toHaveLength(
      latest + 2,
    );
  });

  it('needs one query when there is nothing to do', async () => {
    await cluster.tenants(1, 2);
    const migrator = await cluster.migrator();
    const sent = jest.spyOn(pg.Client.prototype, 'query');
    await migrator.migrateTenants();
    expect(sent).toHaveBeenCalledTimes(1);
    sent.mockRestore();
  });

  it('gives a file no more rights than the tenant has', async () => {
    await cluster.tenants(1, 2);
    cluster.write(
      furtherTenantFile('greedy'),
      `insert into ${schema(2)}.member (username, nickname) values ('eve', 'Eve')`,
    );
    const { failed, migrated } = await migrate({ only: [schema(1)] });
    expect(migrated).toBe(0);
    expect(failed).toEqual([
      {
        role: schema(1),
        file: `migrations/${furtherTenantFile('greedy')}`,
        message: `permission denied for schema ${schema(2)}`,
      },
    ]);
  });

  it('migrates only those it is told to', async () => {
    await cluster.tenants(1, 3);
    cluster.write(furtherTenantFile('pets'), 'create table pet (name text)');
    expect(await migrate({ only: [schema(2)] })).toMatchObject({ migrated: 1, current: 0, skipped: 0 });
    expect(await versions()).toEqual([latest, latest + 1, latest]);
  });

  it('stops after three canaries, one at a time, when the file itself is broken', async () => {
    await cluster.tenants(1, 5);
    cluster.write(furtherTenantFile('pets'), 'create table pet (name text); select 1 / 0');
    expect(await migrate()).toEqual({
      latest: latest + 1,
      migrated: 0,
      current: 0,
      skipped: 2,
      failed: [1, 2, 3].map((number) => ({
        role: schema(number),
        file: `migrations/${furtherTenantFile('pets')}`,
        message: 'division by zero',
      })),
    });
    expect(await versions()).toEqual([latest, latest, latest, latest, latest]);
    expect(await query(`select from cluster.migration where scope = 'tenant' and number = ${latest + 1}`)).toEqual([]);
  });

  it('is not held up for all by a first tenant that is broken', async () => {
    await cluster.tenants(1, 4);
    await query(`create table ${schema(1)}.pet ()`);
    cluster.write(furtherTenantFile('pets'), 'create table pet (name text)');
    expect(await migrate()).toMatchObject({ migrated: 3, skipped: 0, failed: [{ role: schema(1) }] });
    expect(await versions()).toEqual([latest, latest + 1, latest + 1, latest + 1]);
  });

  it('names a tenant that fails and goes on with the others', async () => {
    await cluster.tenants(1, 6);
    await query(`create table ${schema(3)}.pet ()`);
    cluster.write(furtherTenantFile('pets'), 'create table pet (name text)');
    cluster.write(furtherTenantFile('pets', 2), 'alter table pet add age int');
    const file = `migrations/${furtherTenantFile('pets')}`;
    const failed = [{ role: schema(3), file, message: 'relation "pet" already exists' }];
    expect(await migrate()).toEqual({ latest: latest + 2, migrated: 5, current: 0, skipped: 0, failed });
    expect(await versions()).toEqual([latest + 2, latest + 2, latest, latest + 2, latest + 2, latest + 2]);
    await query(`drop table ${schema(3)}.pet`);
    expect(await migrate()).toEqual({ latest: latest + 2, migrated: 1, current: 5, skipped: 0, failed: [] });
  });

  it('stops after as many failures as it is told', async () => {
    await cluster.tenants(1, 20);
    for (let number = 2; number <= 20; number++) await query(`create table ${schema(number)}.pet ()`);
    cluster.write(furtherTenantFile('pets'), 'create table pet (name text)');
    const { failed, migrated, skipped } = await migrate({ maxFailures: 3, parallel: 1 });
    expect({ failed: failed.length, migrated, skipped }).toEqual({ failed: 3, migrated: 1, skipped: 16 });
  });

  it('waits for a tenant whose table is in use, but not in its way for long', async () => {
    await cluster.tenants(1, 2);
    cluster.write(furtherTenantFile('colour'), 'alter table member add colour text');
    await withOwnerConnection(cluster.url, async (client) => {
      await client.query(`begin; select from ${schema(2)}.member`);
      const migrating = migrate();
      await delay(2_500);
      await client.query('commit');
      expect(await migrating).toMatchObject({ migrated: 2, failed: [] });
    });
  });

  it('applies a file once per tenant when two migrate at the same time', async () => {
    await cluster.tenants(1, 8);
    cluster.write(
      furtherTenantFile('pets'),
      'create table if not exists pet (name text); insert into pet values (null); select pg_sleep(0.05)',
    );
    const [one, two] = await Promise.all([migrate(), migrate()]);
    expect([one.failed, two.failed, one.migrated + two.migrated]).toEqual([[], [], 8]);
    for (let number = 1; number <= 8; number++)
      expect(await query(`select from ${schema(number)}.pet`)).toHaveLength(1);
  });

  it('refuses a file that was changed, and tenants that are newer than the release', async () => {
    await cluster.tenants(1, 1);
    cluster.write(furtherTenantFile('pets'), 'create table pet (name text)');
    await migrate();
    cluster.write(furtherTenantFile('pets'), 'create table pet (name text, age int)');
    await expect(migrate()).rejects.toThrow(
      `migrations/${furtherTenantFile('pets')} was changed after it had been applied`,
    );
    cluster.remove(furtherTenantFile('pets'));
    await expect(migrate()).rejects.toThrow('newer than this release');
  });

  it('goes on without a tenant that was removed meanwhile', async () => {
    await cluster.tenants(1, 2);
    cluster.write(furtherTenantFile('pets'), 'create table pet (name text); select pg_sleep(0.3)');
    const migrating = migrate({ parallel: 1 });
    await delay(100);
    await query(`delete from cluster.tenant_schema where role = '${schema(2)}'`);
    expect(await migrating).toMatchObject({ failed: [] });
  });

  it('goes on where it was killed, and applies no file twice', async () => {
    await cluster.tenants(1, 24);
    cluster.write(
      furtherTenantFile('pets'),
      'create table pet (id int generated always as identity); select pg_sleep(0.02)',
    );
    cluster.write(
      furtherTenantFile('pets', 2),
      'alter table pet add name text; insert into pet default values; select pg_sleep(0.02)',
    );
    for (const after of [1, 4, 3]) await killed(after);
    const { migrated, current, failed } = await migrate();
    expect({ all: migrated + current, failed }).toEqual({ all: 24, failed: [] });
    expect(current).toBeGreaterThanOrEqual(8); // the work of those that were killed
    expect(migrated).toBeGreaterThan(0); // and they were killed in the middle of it
    expect(await versions()).toEqual(Array.from({ length: 24 }, () => latest + 2));
    for (let number = 1; number <= 24; number++) {
      expect(await query(`select id, name from ${schema(number)}.pet`)).toEqual([{ id: 1, name: null }]);
    }
  });

  /** A process that migrates, killed once it has done so many tenants, in the middle of the next ones. */
  async function killed(after: number): Promise<void> {
    const script = `
      const { Migrator, readMigrations } = require('./libs/kernel/database/index.ts');
      const quiet = { log() {}, warn() {} };
      readMigrations(${JSON.stringify(cluster.root)}).then((migrations) => {
        const cluster = ${JSON.stringify({ url: cluster.url, namespace: cluster.namespace })};
        const progress = ({ done }) => done === ${after} && console.log('enough');
        return new Migrator(cluster, migrations, quiet).migrateTenants({ progress });
      });`;
    const register = join(repository, 'test/support/typescript.mjs');
    const child = spawn(process.execPath, ['-C', 'paopao-source', '--import', register, '-e', script], {
      cwd: repository,
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdout.once('data', () => child.kill('SIGKILL'));
    await ended;
  }
});
