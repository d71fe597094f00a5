import type { PoolConfig } from 'pg';
import { scope, type Tenant } from '#kernel/scope';
import { workerCluster } from '../../../test/support/worker-cluster.js';
import { AffinePool, tenantsPerConnection } from './affine-pool.js';
import { connectionOptions } from './clusters.js';
import { DatabaseUnavailable } from './errors.js';
import { withOwnerConnection } from './owner-connection.js';

describe('the pool of a cluster', () => {
  let pool: AffinePool;
  let options: PoolConfig;
  beforeEach(async () => {
    const { url, namespace } = await workerCluster();
    options = { connectionString: url, ...connectionOptions(namespace) };
    pool = new AffinePool({ ...options, max: 4, connectionTimeoutMillis: 5_000 });
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

  /** On which connection a unit of this tenant was that takes a while. */
  const busily = (id: number, seconds: number): Promise<number> =>
    asTenant(id, async () => {
      const { client, release } = await pool.acquire();
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid, pg_sleep($1)', [seconds]);
      release();
      return rows[0]!.pid;
    });

  it('keeps one tenant to a part of the connections while others work, who need not wait for it', async () => {
    await backend(2);
    const ended: string[] = [];
    const note = (who: string) => (pid: number) => (ended.push(who), pid);
    const loud = Array.from({ length: 12 }, () => busily(1, 0.02).then(note('loud')));
    const quiet: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) quiet.push(await busily(2, 0).then(note('quiet')));
    const used = new Set(await Promise.all(loud));
    expect(used.size).toBe(1);
    expect(used).not.toContain(quiet[0]);
    expect(ended.lastIndexOf('quiet')).toBeLessThan(ended.lastIndexOf('loud'));
  });

  it('lets units of several tenants of one connection take turns', async () => {
    const ended: number[] = [];
    const note = (id: number) => busily(id, 0.01).then(() => void ended.push(id));
    await Promise.all([...[1, 1, 1, 1].map(note), note(5), note(5)]);
    expect(ended.slice(0, 4).filter((id) => id === 5)).toHaveLength(2);
  });

  it('lets who has waited for long go elsewhere, also while others work', async () => {
    await backend(2);
    const long = busily(1, 1.5);
    const company = setInterval(() => void backend(2), 100);
    const ended: string[] = [];
    await Promise.all([long.then(() => ended.push('long')), busily(1, 0).then(() => ended.push('short'))]);
    clearInterval(company);
    expect(ended).toEqual(['short', 'long']);
  });

  it('refuses who has waited too long', async () => {
    const patient = new AffinePool({ ...options, max: 1, connectionTimeoutMillis: 100 });
    const { release } = await patient.acquire();
    await expect(patient.acquire()).rejects.toThrow('waited too long');
    release();
    (await patient.acquire()).release();
    await new Promise<void>((resolve) => patient.end(() => resolve()));
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
