import { type ClusterDatabase, Clusters } from '#kernel/database';
import { Log } from '#kernel/logging';
import { ScratchCluster } from './scratch-cluster.js';
import { testConfig } from './worker-cluster.js';

export interface TaskTable {
  /** As every process works with it: as its role, by a pool. */
  readonly database: ClusterDatabase;
  /** The same, of another process. */
  readonly other: ClusterDatabase;
  readonly cluster: ScratchCluster;
  sql<R extends object>(text: string, values?: unknown[]): Promise<R[]>;
  /** So many ready tasks of a community, the older ones first. */
  add(role: string, count: number, more?: { class?: string; key?: string }): Promise<void>;
}

/** The rows of tasks alone, on a cluster of one's own, for as many of them as it takes. */
export function useTasks(): TaskTable {
  let made: TaskTable;
  const pools: Clusters[] = [];
  beforeAll(async () => {
    const cluster = await ScratchCluster.create();
    const open = async () => {
      const config = testConfig();
      const clusters = new Clusters(config, new Log(config));
      pools.push(clusters);
      await clusters.open('main', cluster.url, cluster.namespace);
      return clusters.database('main');
    };
    const [database, other] = [await open(), await open()];
    made = {
      database,
      other,
      cluster,
      sql: (text, values = []) => database.query(text, values) as Promise<never[]>,
      add: async (role, count, { class: name = 'notify', key } = {}) => {
        await database.query(
          `insert into jobs.task (tenant_role, kind, class, key, run_after)
           select $1, 'spec.task', $2, $3, now() - interval '1 hour' + number * interval '1 microsecond'
             from generate_series(1, $4) as number`,
          [role, name, key ?? null, count],
        );
      },
    };
  });
  beforeEach(() => made.sql('delete from jobs.task'));
  afterAll(async () => {
    for (const clusters of pools) await clusters.onApplicationShutdown();
    await made?.cluster.drop();
  });
  return new Proxy({} as TaskTable, { get: (_, name) => made[name as keyof TaskTable] });
}
