import pg, { type PoolClient, type PoolConfig } from 'pg';
import { ConnectionUnsafe, DatabaseUnavailable } from './errors.js';

/** A unit of work that waits for a connection. Without a tenant it is the platform's. */
export interface Waiter {
  readonly tenant: number | undefined;
  /** It has waited for long: what runs before it is no short work. */
  isLate: boolean;
  readonly begin: (slot: PoolSlot) => void;
}

/** One connection: a `pg.Pool` of one makes, checks, replaces and retires it. With the units of work that wait for it. */
export class PoolSlot {
  /** Whose unit of work runs here; undefined while none does. */
  worker: { readonly tenant: number | undefined } | undefined;
  /** When somebody last worked here whose home it is. */
  usedAt = 0;
  readonly pool: pg.Pool;
  private readonly queue: Waiter[] = [];
  private served: number | undefined;

  constructor(options: PoolConfig) {
    this.pool = new pg.Pool({ ...options, max: 1 });
  }

  get isBusy(): boolean {
    return this.worker !== undefined;
  }

  get waiting(): number {
    return this.queue.length;
  }

  /** Units of work that run here or wait for it. */
  get load(): number {
    return this.queue.length + Number(this.isBusy);
  }

  add(waiter: Waiter): void {
    this.queue.push(waiter);
  }

  remove(waiter: Waiter): void {
    const place = this.queue.indexOf(waiter);
    if (place >= 0) this.queue.splice(place, 1);
  }

  /** Who comes next: of several tenants another than the last time, so that nobody waits behind all that one has to do. */
  next(): Waiter | undefined {
    const others = this.queue.findIndex(({ tenant }) => tenant !== this.served);
    const [waiter] = this.queue.splice(Math.max(0, others), 1);
    this.served = waiter?.tenant;
    return waiter;
  }

  /** Who has waited longest of those that may go elsewhere. */
  leaving(mayLeave: (waiter: Waiter) => boolean): Waiter | undefined {
    const place = this.queue.findIndex(mayLeave);
    return place < 0 ? undefined : this.queue.splice(place, 1)[0];
  }

  async connect(): Promise<PoolClient> {
    try {
      return await this.pool.connect();
    } catch (error) {
      if (error instanceof ConnectionUnsafe) throw error;
      throw new DatabaseUnavailable('No connection to the database could be had.', { cause: error });
    }
  }
}
