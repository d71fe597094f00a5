import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Migrator, readMigrations, withOwnerConnection } from '#kernel/database';
import { median, rounded, say, spreadOf } from '../line.js';
import type { Run } from '../run.js';
import type { Stage } from '../stage/stage.js';
import type { Group } from './measure.js';

const count = 1_000;
const noopRounds = 3;
const bars = { addColumn: 60, noop: 3 };
const silent = { log: () => undefined, warn: () => undefined };

/** Real runs of the migrator over 1,000 tenants, while the server stands by. */
export const migrationMeasures: Group = {
  names: ['migrate_add_column_1000', 'migrate_noop_1000'],
  async measure(run, wanted, report) {
    say(this.names.filter((name) => wanted.has(name)).join(', '));
    const stage = await run.stage();
    await stage.tenants(count);
    if (wanted.has('migrate_noop_1000')) report(await noop(stage));
    if (wanted.has('migrate_add_column_1000')) report(await addColumn(run, stage));
  },
};

async function noop(stage: Stage) {
  const times: number[] = [];
  let errors = 0;
  for (let round = 0; round < noopRounds; round++) {
    const { seconds, migrated, failed } = await migrate(stage, stage.root);
    times.push(seconds);
    errors += migrated + failed;
  }
  const value = rounded(median(times), 2);
  const compared = { bar: bars.noop, holds: value <= bars.noop, rounds: noopRounds, spread: spreadOf(times) };
  return { measure: 'migrate_noop_1000', value, unit: 's', ...compared, errors, data: 'tenants' };
}

async function addColumn(run: Run, stage: Stage) {
  const { tenant } = await readMigrations(stage.root);
  const number = tenant.length + 1;
  const folder = join(stage.folder, 'one-more');
  cpSync(join(stage.root, 'migrations'), join(folder, 'migrations'), { recursive: true });
  const file = `migrations/tenant/${String(number).padStart(4, '0')}_bench.sql`;
  writeFileSync(join(folder, file), 'alter table post add column bench_note text;\n');
  const [before] = await stage.postgres.query<{ all: number }>(
    'select count(*)::int as all from cluster.tenant_schema',
  );
  const { seconds, migrated, failed } = await migrate(stage, folder);
  const missing = before!.all - migrated - failed;
  if (failed + missing > 0) say(`  ${migrated} of ${before!.all} migrated`);
  const columns = await withOwnerConnection(stage.postgres.url, takeBack(number));
  const value = rounded(seconds * (count / migrated), 2); // there are some more of them than are asked for
  return {
    measure: 'migrate_add_column_1000',
    value,
    unit: 's',
    bar: bars.addColumn,
    holds: value <= bars.addColumn,
    rounds: 1,
    errors: failed + missing + Math.abs(columns - migrated),
    data: 'tenants',
    migrated,
  };
}

async function migrate(stage: Stage, root: string): Promise<{ seconds: number; migrated: number; failed: number }> {
  const [row] = await stage.postgres.query<{ namespace: string }>('select name as namespace from cluster.namespace');
  const since = performance.now();
  const migrator = new Migrator(
    { url: stage.postgres.url, namespace: row!.namespace },
    await readMigrations(root),
    silent,
  );
  await migrator.migrateShared();
  const { migrated, failed } = await migrator.migrateTenants();
  return { seconds: (performance.now() - since) / 1000, migrated, failed: failed.length };
}

/** The release under test refuses a database that is ahead of it. Answers how many columns there were. */
const takeBack =
  (number: number) =>
  async (client: import('pg').Client): Promise<number> => {
    const { rows } = await client.query<{ schema: string }>(
      `select table_schema as schema from information_schema.columns where column_name = 'bench_note'`,
    );
    for (const { schema } of rows) await client.query(`alter table ${schema}.post drop column bench_note`);
    await client.query(`update cluster.tenant_schema set version = ${number - 1} where version = ${number}`);
    await client.query(`delete from cluster.migration where scope = 'tenant' and number = ${number}`);
    return rows.length;
  };
