import { EventEmitter } from 'node:events';
import pg, { type PoolClient, type PoolConfig } from 'pg';
import { scope } from '#kernel/scope';
import { ConnectionUnsafe, DatabaseUnavailable } from './errors.js';

type Release = (error?: Error | boolean) => void;
type Connected = (error: Error | undefined, client: PoolClient | undefined, release: Release) => void;

/** How far a tenant's own connection may fall behind the least busy one before its work goes there. */
const slack = 4;
/** Who would have to wait behind more than this is refused at once: the answer would come too late to be of use. */
const mostWaiting = 1_000;
/** A backend remembers each table it touched and gives the memory back only when it is closed. */
export const tenantsPerConnection = 600;

/**
 * A pool that keeps a tenant to one connection while it can: PostgreSQL's backends are slow with tables they have not
 * touched before. Each connection is a `pg.Pool` of one, which makes, checks, replaces and retires it; what is
 * decided here is which of them a unit of work waits for.
 */
export class AffinePool extends EventEmitter {
  private readonly slots: readonly pg.Pool[];
  private readonly touched = new WeakMap<PoolClient, Set<number>>();
  private readonly broken = new WeakSet<PoolClient>();

  constructor(options: PoolConfig) {
    super();
    const { max = 8, ...slot } = options;
    this.slots = Array.from({ length: max }, () => new pg.Pool({ ...slot, max: 1 }));
    for (const pool of this.slots) {
      pool.on('error', (error) => this.emit('error', error));
      // While it works, a broken connection fails its statements; without a listener it would end the process as well.
      pool.on('connect', (client) => client.on('error', () => void this.broken.add(client)));
    }
  }

  /** In the form TypeORM's driver calls it. */
  connect(connected: Connected): void {
    this.acquire().then(
      ({ client, release }) => connected(undefined, client, release),
      (error: Error) => connected(error, undefined, () => undefined),
    );
  }

  async acquire(): Promise<{ client: PoolClient; release: Release }> {
    const tenant = scope.current().tenant?.id;
    const client = await connected(this.slotFor(tenant));
    const retire = tenant !== undefined && this.touches(client, tenant) > tenantsPerConnection;
    return { client, release: (error) => client.release(error ?? retire) };
  }

  /** What an error on this connection comes to: where the connection was lost, the statement is not to blame. */
  blamed(client: PoolClient, error: unknown): unknown {
    return this.broken.has(client)
      ? new DatabaseUnavailable('The connection to the database was lost.', { cause: error })
      : error;
  }

  end(ended: (error?: Error) => void): void {
    Promise.all(this.slots.map((pool) => pool.end())).then(() => ended(), ended);
  }

  /** Connections open now. */
  get size(): number {
    return this.slots.reduce((sum, pool) => sum + pool.totalCount, 0);
  }

  private slotFor(tenant: number | undefined): pg.Pool {
    const home = tenant === undefined ? undefined : this.slots[tenant % this.slots.length];
    if (home && load(home) === 0) return home;
    const idlest = this.slots.reduce((least, pool) => (load(pool) < load(least) ? pool : least));
    return home && load(home) <= load(idlest) + slack ? home : idlest;
  }

  private touches(client: PoolClient, tenant: number): number {
    const tenants = this.touched.get(client) ?? new Set<number>();
    this.touched.set(client, tenants.add(tenant));
    return tenants.size;
  }
}

async function connected(slot: pg.Pool): Promise<PoolClient> {
  if (slot.waitingCount >= mostWaiting) throw new DatabaseUnavailable('Too many units of work wait for a connection.');
  try {
    return await slot.connect();
  } catch (error) {
    if (error instanceof ConnectionUnsafe) throw error;
    throw new DatabaseUnavailable('No connection to the database could be had.', { cause: error });
  }
}

/** Units of work that run on or wait for this connection. */
const load = (pool: pg.Pool): number => pool.totalCount - pool.idleCount + pool.waitingCount;
