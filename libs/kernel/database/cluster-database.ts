import type { EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import type { Deferral, Row, UnitOptions, UnitRunner } from './unit-of-work.js';

const opening = 'BEGIN';

/**
 * The shared tables of one cluster (`cluster`, `jobs`, and `platform` on the control cluster), always written with
 * their schema. Runs as `<namespace>_app`, which may not enter any tenant's schema.
 */
export class ClusterDatabase {
  constructor(
    readonly name: string,
    protected readonly units: () => UnitRunner,
  ) {}

  async query<R extends Row = Row>(sql: string, values: unknown[] = []): Promise<R[]> {
    const units = this.units();
    return units.isOpen(opening) ? units.query<R>(opening, sql, values) : units.plain<R>(sql, values);
  }

  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.units().repository(opening, entity);
  }

  async transaction<T>(work: () => Promise<T>, options?: UnitOptions): Promise<T> {
    return this.units().transaction(opening, work, options);
  }

  /** Each payload has fewer than 8,000 bytes. Outside a unit of work: inside, all writers of the cluster would queue. */
  async notify(channel: string, payloads: readonly string[] = ['']): Promise<void> {
    await this.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [channel, payloads]);
  }

  defer<Item>(deferral: Deferral<Item>, item: Item): void {
    this.units().defer(opening, deferral, item);
  }
}
