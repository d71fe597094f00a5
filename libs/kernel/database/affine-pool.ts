import { EventEmitter } from 'node:events';
import type { PoolClient, PoolConfig } from 'pg';
import { scope } from '#kernel/scope';
import { Company } from './company.js';
import { DatabaseUnavailable } from './errors.js';
import { PoolSlot, type Waiter } from './pool-slot.js';

type Release = (error?: Error | boolean) => void;
type Connected = (error: Error | undefined, client: PoolClient | undefined, release: Release) => void;

/** So many units of work wait for their own connection before others help. */
const slack = 4;
/** Of all connections, what one tenant gets at most while others work as well; one at least. */
const shareInCompany = 1 / 8;
/** The same for those who have waited for so many milliseconds behind something long. */
const shareWhenLate = 1 / 4;
const lateAfter = 250;
/** Who would have to wait behind more than this is refused at once: the answer would come too late to be of use. */
const mostWaiting = 1_000;
/** A backend remembers each table it touched and gives the memory back only when it is closed. */
export const tenantsPerConnection = 600;

/**
 * A pool that keeps a tenant to one connection while it can: PostgreSQL's backends are slow with tables they have not
 * touched before. One that has more to do gets others as well, those first that nobody has used for long: all of them while
 * it is alone, and an eighth while others work, who would find the database busy with it otherwise.
 */
export class AffinePool extends EventEmitter {
  private readonly slots: readonly PoolSlot[];
  private readonly company = new Company();
  private readonly touched = new WeakMap<PoolClient, Set<number>>();
  private readonly broken = new WeakSet<PoolClient>();
  private readonly mostInCompany: number;
  private readonly mostWhenLate: number;
  private readonly patience: number;

  constructor(options: PoolConfig) {
    super();
    const { max = 8, ...slot } = options;
    this.patience = options.connectionTimeoutMillis ?? 10_000;
    this.mostInCompany = Math.max(1, Math.floor(max * shareInCompany));
    this.mostWhenLate = Math.max(2, Math.floor(max * shareWhenLate));
    this.slots = Array.from({ length: max }, () => new PoolSlot(slot));
    for (const { pool } of this.slots) {
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
    const slot = this.enter(tenant) ?? (await this.wait(tenant));
    try {
      const client = await slot.connect();
      const retire = tenant !== undefined && this.touches(client, tenant) > tenantsPerConnection;
      const release: Release = (error) => {
        client.release(error ?? retire);
        this.leave(slot);
      };
      return { client, release };
    } catch (error) {
      this.leave(slot);
      throw error;
    }
  }

  /** What an error on this connection comes to: where the connection was lost, the statement is not to blame. */
  blamed(client: PoolClient, error: unknown): unknown {
    return this.broken.has(client)
      ? new DatabaseUnavailable('The connection to the database was lost.', { cause: error })
      : error;
  }

  end(ended: (error?: Error) => void): void {
    Promise.all(this.slots.map(({ pool }) => pool.end())).then(() => ended(), ended);
  }

  /** Connections open now. */
  get size(): number {
    return this.slots.reduce((sum, { pool }) => sum + pool.totalCount, 0);
  }

  private homeOf(tenant: number | undefined): PoolSlot | undefined {
    return tenant === undefined ? undefined : this.slots[tenant % this.slots.length];
  }

  /** Without waiting, where there is a connection for this unit of work. */
  private enter(tenant: number | undefined): PoolSlot | undefined {
    if (tenant !== undefined) this.company.saw(tenant);
    const home = this.homeOf(tenant);
    const slot = home?.isBusy === false ? home : this.isCrowded(home, tenant) ? this.idle() : undefined;
    if (slot) this.begin(slot, tenant);
    return slot;
  }

  /** Whether a tenant need not wait for its own connection. */
  private isCrowded(home: PoolSlot | undefined, tenant: number | undefined): boolean {
    return !home || ((this.isLent(home) || home.load > slack) && this.maySpread(tenant));
  }

  /** The one that nobody has needed for longest whose home it is. */
  private idle(): PoolSlot | undefined {
    return this.slots
      .filter(({ isBusy }) => !isBusy)
      .reduce<PoolSlot | undefined>((first, slot) => (first && first.usedAt <= slot.usedAt ? first : slot), undefined);
  }

  private maySpread(tenant: number | undefined, isLate = false): boolean {
    if (tenant === undefined || !this.company.isAround(tenant)) return true;
    const running = this.slots.filter(({ worker }) => worker?.tenant === tenant).length;
    return running < (isLate ? this.mostWhenLate : this.mostInCompany);
  }

  private async wait(tenant: number | undefined): Promise<PoolSlot> {
    const queue = this.homeOf(tenant) ?? this.slots.reduce((least, slot) => (slot.load < least.load ? slot : least));
    if (queue.waiting >= mostWaiting) throw new DatabaseUnavailable('Too many units of work wait for a connection.');
    return new Promise((resolve, reject) => {
      const begin = (slot: PoolSlot): void => {
        for (const timer of timers) clearTimeout(timer);
        resolve(slot);
      };
      const waiter: Waiter = { tenant, isLate: false, begin };
      const late = setTimeout(() => {
        waiter.isLate = true;
        this.help();
      }, lateAfter);
      const end = setTimeout(() => {
        queue.remove(waiter);
        reject(new DatabaseUnavailable('A unit of work has waited too long for a connection.'));
      }, this.patience);
      const timers = [late, end];
      queue.add(waiter);
    });
  }

  private begin(slot: PoolSlot, tenant: number | undefined): void {
    slot.worker = { tenant };
    if (!this.isLent(slot)) slot.usedAt = performance.now();
  }

  /** Who works there has another home. */
  private isLent(slot: PoolSlot): boolean {
    return slot !== this.homeOf(slot.worker?.tenant);
  }

  private leave(slot: PoolSlot): void {
    slot.worker = undefined;
    const next = slot.next();
    if (next) this.give(slot, next);
    this.help();
  }

  /** Idle connections take over where too many wait for one. */
  private help(): void {
    for (let idle = this.idle(); idle; idle = this.idle()) {
      const waiter = this.whoLeaves();
      if (!waiter) return;
      this.give(idle, waiter);
    }
  }

  private whoLeaves(): Waiter | undefined {
    for (const slot of this.slots) {
      const isCrowded = slot.waiting > slack;
      const mayLeave = ({ tenant, isLate }: Waiter): boolean =>
        tenant === undefined || ((isCrowded || isLate) && this.maySpread(tenant, isLate));
      const waiter = slot.leaving(mayLeave);
      if (waiter) return waiter;
    }
    return undefined;
  }

  private give(slot: PoolSlot, waiter: Waiter): void {
    this.begin(slot, waiter.tenant);
    waiter.begin(slot);
  }

  private touches(client: PoolClient, tenant: number): number {
    const tenants = this.touched.get(client) ?? new Set<number>();
    this.touched.set(client, tenants.add(tenant));
    return tenants.size;
  }
}
