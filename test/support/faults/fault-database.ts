import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Migrator, readMigrations, setUpCluster } from '#kernel/database';
import { EmbeddedPostgres } from '#kernel/embedded-postgres';
import { ScratchDatabase } from '../scratch-database.js';
import { repositoryRoot } from '../worker-cluster.js';

const quiet = { log: () => undefined, warn: () => undefined };

/** A database of a fault's own, so that the doctor looks at nothing else. */
export interface FaultDatabase {
  readonly url: string;
  close(): Promise<void>;
}

/** On the server of the run. */
export async function makeDatabase(): Promise<FaultDatabase> {
  const database = await ScratchDatabase.create();
  await setUp(database.url, database.namespace);
  return { url: database.url, close: () => database.drop() };
}

/** A server of one's own, which keeps what it has promised to keep, and can be taken down. */
export class FaultServer implements FaultDatabase {
  private constructor(
    private readonly postgres: EmbeddedPostgres,
    private readonly dataDir: string,
  ) {}

  static async start(): Promise<FaultServer> {
    const dataDir = mkdtempSync(join(tmpdir(), 'fault-server-'));
    chmodSync(dataDir, 0o711); // the server may run as another user
    const postgres = await EmbeddedPostgres.start({ dataDir, maxConnections: 200 });
    const server = new FaultServer(postgres, dataDir);
    await setUp(postgres.url, 'faults');
    return server;
  }

  get url(): string {
    return this.postgres.url;
  }

  /** As after a crash: every process of the server is gone at once, and what was only in its memory. */
  async crash(): Promise<void> {
    const [pid] = readFileSync(join(this.postgres.folder, 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
    while (this.postgres.isRunning()) await pause(10);
  }

  async startAgain(): Promise<void> {
    await this.postgres.restart();
  }

  async close(): Promise<void> {
    await this.postgres.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

async function setUp(url: string, namespace: string): Promise<void> {
  const set = await setUpCluster(url, { namespace, log: quiet });
  const cluster = { url, namespace: set.namespace, root: repositoryRoot };
  await new Migrator(cluster, await readMigrations(repositoryRoot), quiet).migrateShared();
}
