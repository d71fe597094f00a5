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

/** The database of this Jest worker on the run's server, set up and migrated; made by the first file that asks. */
export async function workerCluster(): Promise<WorkerCluster> {
  const server = process.env['TEST_DATABASE_SERVER_URL'];
  if (!server) throw new Error('There is no database server: run the suites by `npm test`.');
  const worker = process.env['JEST_WORKER_ID'] ?? '1';
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
    // Removed with everything else of the run. Communities of two workers have the same ids.
    DATA_DIR: join(tmpdir(), `paopao-data-${process.env['JEST_WORKER_ID'] ?? '1'}`),
    ...more,
  });
