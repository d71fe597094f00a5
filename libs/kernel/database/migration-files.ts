import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '#kernel/config';

export type MigrationScope = 'platform' | 'cluster' | 'tenant';

export interface Migration {
  readonly scope: MigrationScope;
  readonly number: number;
  readonly name: string;
  /** As a person finds it: `migrations/tenant/0001_community.sql`. */
  readonly file: string;
  /** As written; placeholders are filled in by `fillIn`. */
  readonly sql: string;
  readonly checksum: string;
}

export type Migrations = Readonly<Record<MigrationScope, readonly Migration[]>>;

export interface Baseline {
  readonly sql: string;
  /** Number of the last tenant migration that it holds. */
  readonly version: number;
}

/** Something about the migrations that only a person can put right. */
export class MigrationRefused extends StartError {
  override readonly name = 'MigrationRefused';
}

const baselineFile = 'baseline.sql';
const numbered = /^(\d{4})_([a-z0-9_]+)\.sql$/;
/** Would end the transaction that holds the ledger row, and with it the tenant's role. */
const transactionControl =
  /^\s*(begin|start\s+transaction|commit|end|rollback|abort)(\s+(work|transaction))\s*;|^\s*(begin|commit|rollback|abort)\s*;/im;

/** All migrations below the project's folder `root`, each scope in order and without gaps. */
export async function readMigrations(root: string): Promise<Migrations> {
  const [platform, cluster, tenant] = await Promise.all([
    readScope(root, 'platform'),
    readScope(root, 'cluster'),
    readScope(root, 'tenant'),
  ]);
  return { platform, cluster, tenant };
}

/** The squashed form of the tenant migrations up to a number, for new tenants. */
export async function readBaseline(root: string): Promise<Baseline> {
  const sql = await readFile(baselinePath(root), 'utf8');
  const version = /^-- baseline of migrations up to (\d+)$/m.exec(sql)?.[1];
  if (version === undefined)
    throw new MigrationRefused(`migrations/tenant/${baselineFile} does not say which migrations it holds.`);
  return { sql, version: Number(version) };
}

export const baselinePath = (root: string): string => join(root, 'migrations', 'tenant', baselineFile);

/** The statements of a migration for the roles of one cluster. */
export function fillIn({ sql, file }: Pick<Migration, 'sql' | 'file'>, namespace: string): string {
  return sql.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    if (name !== 'app' && name !== 'tenants')
      throw new MigrationRefused(`${file} holds the unknown placeholder ${placeholder}.`);
    return `${namespace}_${name}`;
  });
}

async function readScope(root: string, scope: MigrationScope): Promise<Migration[]> {
  const names = (await readdir(join(root, 'migrations', scope))).filter((name) => name.endsWith('.sql')).toSorted();
  const files = names.filter((name) => scope !== 'tenant' || name !== baselineFile);
  const migrations = await Promise.all(files.map((name) => readOne(root, scope, name)));
  migrations.forEach(({ number, file }, index) => {
    if (number === index + 1) return;
    throw new MigrationRefused(
      `${file} has the number ${number} where ${index + 1} was expected: no gaps, and no number twice.`,
    );
  });
  return migrations;
}

async function readOne(root: string, scope: MigrationScope, fileName: string): Promise<Migration> {
  const file = `migrations/${scope}/${fileName}`;
  const [, number, name] = numbered.exec(fileName) ?? [];
  if (number === undefined || name === undefined)
    throw new MigrationRefused(`${file} must be named like 0001_what_it_does.sql.`);
  const sql = await readFile(join(root, file), 'utf8');
  if (transactionControl.test(sql)) throw new MigrationRefused(`${file} must leave BEGIN and COMMIT to the migrator.`);
  const checksum = createHash('sha256').update(sql).digest('hex');
  return { scope, number: Number(number), name, file, sql, checksum };
}
