import pg from 'pg';
import { CommitLost, sqlState } from './errors.js';
import { fillIn, type Migration } from './migration-files.js';
import { patiently } from './patiently.js';
import { enterTenant, type TenantNames } from './tenant-names.js';

export interface Behind extends TenantNames {
  readonly version: number;
}

export interface TenantFailure {
  readonly role: string;
  readonly file: string;
  readonly message: string;
}

export interface TenantProgress {
  readonly done: number;
  readonly failed: number;
  readonly total: number;
}

interface Run {
  parallel?: number;
  maxFailures?: number;
  progress?: (progress: TenantProgress) => void;
}

const outrun = 'PPOUT'; // raised here: the tenant is not at the version this run saw
/** A backend keeps what it has learned of each tenant's tables until it is closed. */
const tenantsPerConnection = 200;

/** Brings each tenant to the last migration, the first one alone, the rest side by side. */
const maxCanaries = 3;

export async function migrateAll(
  cluster: { url: string; namespace: string },
  migrations: readonly Migration[],
  behind: readonly Behind[],
  { parallel = 4, maxFailures = 5, progress }: Run,
): Promise<{ migrated: number; failed: TenantFailure[] }> {
  const steps = migrations.map((migration) => ({ ...migration, sql: fillIn(migration, cluster.namespace) }));
  const failed: TenantFailure[] = [];
  let migrated = 0;
  const pool = ownerPool(cluster.url, parallel);
  const migrateOne = async (tenant: Behind) => {
    const failure = await migrateTenant(pool, steps, tenant);
    if (failure) failed.push(failure);
    else migrated++;
    progress?.({ done: migrated, failed: failed.length, total: behind.length });
  };
  try {
    const queue = behind.values(); // one iterator for all: each tenant is taken once
    // Canaries, one at a time: the first that succeeds shows that it is not the migration which is broken.
    for (let canary = queue.next(); !canary.done; canary = queue.next()) {
      await migrateOne(canary.value);
      if (migrated > 0) break;
      if (failed.length >= maxCanaries) return { migrated, failed };
    }
    const work = async () => {
      for (const tenant of queue) {
        await migrateOne(tenant);
        if (failed.length >= maxFailures) return;
      }
    };
    await Promise.all(Array.from({ length: parallel }, work));
    return { migrated, failed };
  } finally {
    await pool.end();
  }
}

/** Answers why it failed; a tenant that another process has migrated or removed meanwhile is none. */
async function migrateTenant(
  pool: pg.Pool,
  migrations: readonly Migration[],
  tenant: Behind,
): Promise<TenantFailure | undefined> {
  let { version } = tenant;
  for (const migration of migrations) {
    if (migration.number <= version) continue;
    try {
      await patiently(() => applyToTenant(pool, migration, tenant));
    } catch (error) {
      const now = sqlState(error) === outrun ? await versionOf(pool, tenant.role) : version;
      if (now === undefined) return undefined;
      if (now < migration.number) return { role: tenant.role, file: migration.file, message: (error as Error).message };
      version = now;
    }
  }
  return undefined;
}

/**
 * One message, one transaction. The ledger row comes first: it is locked and must be at the version before, so that of
 * two migrators one waits and then finds the work done; it counts only when the statements of the file have succeeded.
 * Nobody but a migrator waits for that row; for the tenant's tables all its requests would wait behind this one.
 */
async function applyToTenant(
  pool: pg.Pool,
  { number, name, checksum, sql }: Migration,
  tenant: TenantNames,
): Promise<void> {
  const role = pg.escapeLiteral(tenant.role);
  const message = `
    BEGIN;
    SET LOCAL lock_timeout = '60s';
    DO $ledger$ BEGIN
      UPDATE cluster.tenant_schema SET version = ${number}, migrated_at = now() WHERE role = ${role} AND version = ${number - 1};
      IF NOT FOUND THEN RAISE EXCEPTION 'The tenant is not at version ${number - 1}.' USING ERRCODE = '${outrun}'; END IF;
    END $ledger$;
    INSERT INTO cluster.migration (scope, number, name, checksum)
      VALUES ('tenant', ${number}, ${pg.escapeLiteral(name)}, '${checksum}') ON CONFLICT DO NOTHING;
    SET LOCAL lock_timeout = '2s';
    ${enterTenant(tenant)};
    ${sql}
    ;COMMIT`;
  const client = await pool.connect();
  let unusable = false;
  try {
    const answers = (await client.query(message)) as unknown as pg.QueryResult[]; // one for each statement
    const answer = answers.at(-1)?.command ?? 'nothing';
    if (answer !== 'COMMIT') throw new CommitLost(answer);
  } catch (error) {
    unusable = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(unusable);
  }
}

async function versionOf(pool: pg.Pool, role: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ version: number }>('select version from cluster.tenant_schema where role = $1', [
    role,
  ]);
  return rows[0]?.version;
}

/** Connections as the login itself, as in owner-connection.ts. */
function ownerPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'paopao-owner',
    max,
    maxUses: tenantsPerConnection,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined)); // the statement in flight fails with it
  return pool;
}
