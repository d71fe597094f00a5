import { Injectable } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import { Clusters } from './clusters.js';
import type { Deferral, Row, UnitRunner } from './unit-of-work.js';

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

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    return this.units().transaction(opening, work);
  }

  defer<Item>(deferral: Deferral<Item>, item: Item): void {
    this.units().defer(opening, deferral, item);
  }
}

/** The control cluster: tenants, hosts, operators, operations, audit. */
@Injectable()
export class PlatformDatabase extends ClusterDatabase {
  constructor(clusters: Clusters) {
    super(clusters.control, () => clusters.get(clusters.control).units);
  }
}
