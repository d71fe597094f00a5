import { Config } from '#kernel/config';
import { type Cluster, Clusters, PlatformDatabase, TenantDatabase } from '#kernel/database';
import { Log } from '#kernel/logging';
import type { Tenant } from '#kernel/scope';
import { makeTenant } from './make-tenant.js';
import { testConfig, workerCluster } from './worker-cluster.js';

export interface TestDatabase {
  readonly config: Config;
  readonly log: Log;
  readonly clusters: Clusters;
  readonly cluster: Cluster;
  readonly tenants: TenantDatabase;
  readonly platform: PlatformDatabase;
  readonly ada: Tenant;
  readonly bob: Tenant;
}

/** The seam alone, over this worker's database, with two tenants in it. */
export function useDatabase(): TestDatabase {
  let made: TestDatabase;
  beforeAll(async () => {
    const config = testConfig();
    const log = new Log(config);
    const clusters = new Clusters(config, log);
    const { url, namespace } = await workerCluster();
    const cluster = await clusters.open('main', url, namespace);
    made = {
      config,
      log,
      clusters,
      cluster,
      tenants: new TenantDatabase(clusters),
      platform: new PlatformDatabase(clusters),
      ada: await newTenant(),
      bob: await newTenant(),
    };
  });
  afterAll(async () => made?.clusters.onApplicationShutdown());
  return new Proxy({} as TestDatabase, { get: (_, name) => made[name as keyof TestDatabase] });
}

async function newTenant(): Promise<Tenant> {
  const { id, slug, host, role, schema } = await makeTenant();
  return {
    id,
    slug,
    host,
    name: slug,
    state: 'active',
    locale: 'en',
    cluster: 'main',
    role,
    schema,
    primaryHost: host,
    hosts: [host],
    plan: 'standard',
    limits: {},
    stateReason: '',
  } as Tenant;
}
