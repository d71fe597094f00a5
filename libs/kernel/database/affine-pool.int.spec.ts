import { scope, type Tenant } from '#kernel/scope';
import { workerCluster } from '../../../test/support/worker-cluster.js';
import { AffinePool, tenantsPerConnection } from './affine-pool.js';
import { connectionOptions } from './clusters.js';
import { DatabaseUnavailable } from './errors.js';
import { withOwnerConnection } from './owner-connection.js';

describe('the pool of a cluster', () => {
  let pool: AffinePool;
  beforeEach(async () => {
    const { url, namespace } = await workerCluster();
    pool = new AffinePool({
      connectionString: url,
      ...connectionOptions(namespace),
      max: 4,
      connectionTimeoutMillis: 5_000,
    });
  });
  beforeEach(() => void pool.on('error', () => undefined)); // TypeORM's driver listens where the pool is really used
  afterEach(() => new Promise<void>((resolve, reject) => pool.end((error) => (error ? reject(error) : resolve()))));

  const asTenant = <T>(id: number, work: () => Promise<T>): Promise<T> => scope.run({ tenant: { id } as Tenant }, work);
  const backend = async (id: number): Promise<number> =>
    asTenant(id, async () => {
      const { client, release } = await pool.acquire();
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      release();
      return rows[0]!.pid;
    });

  it('keeps a tenant to one connection', async () => {
    const first = await backend(7);
    for (let turn = 0; turn < 5; turn += 1) {
      await Promise.all([1, 2, 3].map(backend));
      expect(await backend(7)).toBe(first);
    }
    expect(await backend(7 + 4)).toBe(first); // four connections: every fourth tenant has the same home
  });

  it('lets the others help a tenant that alone keeps its connection busy', async () => {
    const units = Array.from({ length: 12 }, () =>
      asTenant(1, async () => {
        const { client, release } = await pool.acquire();
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid, pg_sleep(0.05)');
        release();
        return rows[0]!.pid;
      }),
    );
    expect(new Set(await Promise.all(units)).size).toBe(4);
  });

  it('closes a connection that has met too many tenants', async () => {
    const first = await backend(0);
    for (let met = 1; met < tenantsPerConnection; met += 1) expect(await backend(met * 4)).toBe(first);
    await backend(tenantsPerConnection * 4);
    expect(await backend(0)).not.toBe(first);
  });

  it('says that the database is away', async () => {
    const away = new AffinePool({ host: '127.0.0.1', port: 1, max: 1 });
    await expect(away.acquire()).rejects.toThrow(DatabaseUnavailable);
  });

  it('goes on after its connections were cut', async () => {
    const first = await backend(3);
    const { url } = await workerCluster();
    await withOwnerConnection(url, (client) => client.query('select pg_terminate_backend($1, 5000)', [first]));
    await new Promise((resolve) => setTimeout(resolve, 100)); // until this side has read of it
    expect(await backend(3)).not.toBe(first);
  });
});
