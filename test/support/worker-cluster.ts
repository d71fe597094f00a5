import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadConfig } from '#kernel/config';
import { Migrator, readMigrations, setUpCluster, sqlState } from '#kernel/database';

export const repositoryRoot = join(__dirname, '..', '..');

const quiet = { log: () => undefined, warn: () => undefined };

export interface WorkerCluster {
  readonly url: string;
  readonly namespace: string;
  readonly root: string;
}

/** Tells databases apart, and the folders of their files: communities of two of them have the same ids. */
const databaseMark = (): string => process.env['TEST_DATABASE_MARK'] ?? process.env['JEST_WORKER_ID'] ?? '1';

/** For a file that makes work for all communities of its database: it gets one of its own, empty at first. */
export function useOwnDatabase(): void {
  process.env['TEST_DATABASE_MARK'] ??= `${databaseMark()}x${randomBytes(3).toString('hex')}`;
}

/** The database of this Jest worker on the run's server, set up and migrated; made by the first file that asks. */
export async function workerCluster(): Promise<WorkerCluster> {
  const server = process.env['TEST_DATABASE_SERVER_URL'];
  if (!server) throw new Error('There is no database server: run the suites by `npm test`.');
  const worker = databaseMark();
  const url = new URL(server);
  url.pathname = `/paopao_test_${worker}`;
  await createDatabase(server, url.pathname.slice(1));
  const { namespace } = await setUpCluster(url.href, { namespace: `w${worker}`, log: quiet });
  const cluster = { url: url.href, namespace, root: repositoryRoot };
  await new Migrator(cluster, await readMigrations(repositoryRoot), quiet).migrateShared();
  return cluster;
}

async function createDatabase(server: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } catch (error) {
    if (sqlState(error) !== '42P04') throw error;
  } finally {
    await client.end();
  }
}

export const testConfig = (port = 3000, more: Readonly<Record<string, string>> = {}) =>
  loadConfig({
    PORT: String(port),
    SECRET_KEY: 'a key that only the tests know, 32+ characters',
    PASSWORD_COST: 'lowest',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    DATABASE_CONNECTIONS: '3',
    DEMO: '0',
    RATE_LIMITS: '0', // a test's members all come from one address
    DNS_SERVERS: '127.0.0.1:9', // nobody's: a test that needs a DNS starts one
    // Removed with everything else of the run.
    DATA_DIR: join(tmpdir(), `paopao-data-${databaseMark()}`),
    ...more,
  });
