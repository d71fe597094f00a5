import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg, { type PoolClient } from 'pg';
import { DataSource, type EntitySchema, type Logger } from 'typeorm';
import { Config } from '#kernel/config';
import { Log } from '#kernel/logging';
import { AffinePool } from './affine-pool.js';
import { ClusterDatabase } from './cluster-database.js';
import { ConnectionUnsafe } from './errors.js';
import { SnakeCaseNaming } from './naming.js';
import { TableWrites } from './table-writes.js';
import { UnitRunner } from './unit-of-work.js';

// Ids and counters fit a number (ids.ts); arrays of them, which hold no NULL here, have a parser of their own.
const int8 = 20;
const int8Array = 1016;
pg.types.setTypeParser(int8, Number);
pg.types.setTypeParser(int8Array as number, (text): number[] => JSON.parse(`[${text.slice(1, -1)}]`) as number[]);

type Entity = (new () => object) | EntitySchema;

export interface Cluster {
  readonly name: string;
  /** Connects as the login itself; for provisioning, migrations and listening only. */
  readonly url: string;
  readonly namespace: string;
  readonly source: DataSource;
  readonly pool: AffinePool;
  readonly units: UnitRunner;
}

/** Entities that rooms declare; each DataSource gets all of them, since there is one per cluster, not one per tenant. */
const entities = new Set<Entity>();
export const declareEntities = (...declared: Entity[]): void => declared.forEach((entity) => void entities.add(entity));

/** One DataSource and one pool per cluster and process. The first cluster is the control cluster. */
@Injectable()
export class Clusters implements OnApplicationShutdown {
  readonly control = 'main';
  /** What this process writes of tenants, on all of them. */
  readonly writes = new TableWrites();
  private readonly opened = new Map<string, Cluster>();

  constructor(
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  get(name: string): Cluster {
    const cluster = this.opened.get(name);
    if (!cluster) throw new Error(`The cluster "${name}" is not open.`);
    return cluster;
  }

  all(): Cluster[] {
    return [...this.opened.values()];
  }

  /** The shared tables of that cluster. */
  database(name: string): ClusterDatabase {
    return new ClusterDatabase(name, () => this.get(name).units);
  }

  async open(name: string, url: string, namespace: string): Promise<Cluster> {
    const source = new DataSource({
      type: 'postgres',
      url,
      driver: { ...pg, Pool: AffinePool },
      entities: [...entities],
      namingStrategy: new SnakeCaseNaming(),
      synchronize: false,
      installExtensions: false,
      applicationName: 'paopao',
      connectTimeoutMS: 10_000,
      logger: silent,
      poolErrorHandler: (error: Error) => this.log.warn('A database connection was lost.', error, { cluster: name }),
      extra: {
        ...connectionOptions(namespace),
        max: this.config.databaseConnections,
        pipeline: true,
        idleTimeoutMillis: 300_000,
        maxLifetimeSeconds: 900,
        keepAlive: true,
        verify: (client: PoolClient, verified: (error?: Error) => void) => void verify(client, namespace, verified),
      },
    });
    await source.initialize();
    const pool = (source.driver as unknown as { master: AffinePool }).master;
    const cluster = { name, url, namespace, source, pool, units: new UnitRunner(source, pool) };
    this.opened.set(name, cluster);
    return cluster;
  }

  async onApplicationShutdown(): Promise<void> {
    const clusters = this.all();
    this.opened.clear();
    await Promise.all(clusters.map(({ source }) => source.destroy()));
  }
}

/** Every connection gives up the login's rights when it is made, and falls back to this role at RESET ROLE. */
export const connectionOptions = (namespace: string) => ({
  options: `-c role=${namespace}_app -c search_path= -c statement_timeout=15s -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s`,
});

async function verify(client: PoolClient, namespace: string, verified: (error?: Error) => void): Promise<void> {
  try {
    const { rows } = await client.query<{ role: string; path: string }>(
      `select current_user as role, current_setting('search_path') as path`,
    );
    const [row] = rows;
    const safe = row?.role === `${namespace}_app` && ['', '""'].includes(row.path);
    verified(
      safe
        ? undefined
        : new ConnectionUnsafe(`A connection came up as "${row?.role}" with search_path "${row?.path}".`),
    );
  } catch (error) {
    verified(error as Error);
  }
}

const silent: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};
