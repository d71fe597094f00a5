import { Injectable } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import { type Tenant, tenantScope } from '#kernel/scope';
import { Clusters } from './clusters.js';
import { writtenTables } from './table-writes.js';
import type { Deferral, Planning, Row, Statement, UnitOptions, UnitRunner } from './unit-of-work.js';

const atTheEnd: Deferral<Statement> = { beforeCommit: (statements) => statements };
const safeName = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * The only way to a tenant's rows. Tenant and open unit of work come from the scope; without a tenant nothing runs.
 * Each statement runs as the tenant's role with the tenant's search path, both set for the one transaction only.
 */
@Injectable()
export class TenantDatabase {
  constructor(private readonly clusters: Clusters) {}

  /**
   * The rows of one statement: in the open unit of work, which plans it as it plans all of its statements, or as a
   * transaction of its own in one round trip.
   */
  async query<R extends Row = Row>(sql: string, values: unknown[] = [], planning: Planning = 'custom'): Promise<R[]> {
    const { tenant, units, opening } = this.enter();
    const tables = writtenTables(sql);
    const isOpen = units.isOpen(opening);
    if (isOpen) {
      if (tables.length) units.defer(opening, this.clusters.writes.atTheEnd, { tenant, tables });
      return units.query<R>(opening, sql, values);
    }
    if (!tables.length) return units.single<R>(opening, { sql, values }, planning);
    try {
      return await units.single<R>(opening, { sql, values });
    } finally {
      this.clusters.writes.tell({ tenant, tables }); // whatever has become of it: its COMMIT was sent
    }
  }

  /**
   * A statement whose answer nobody waits for: it goes out with COMMIT, and what it refuses undoes the unit. Without an
   * open unit it is one of its own.
   */
  async queryAtEnd(sql: string, values: unknown[]): Promise<void> {
    const { tenant, units, opening } = this.enter();
    if (!units.isOpen(opening)) return void (await this.query(sql, values));
    units.defer(opening, atTheEnd, { sql, values });
    units.defer(opening, this.clusters.writes.atTheEnd, { tenant, tables: writtenTables(sql) });
  }

  /** A repository of the open unit of work; it is useless once that has ended. */
  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    const { tenant, units, opening } = this.enter();
    const repository = units.repository(opening, entity);
    units.defer(opening, this.clusters.writes.atTheEnd, { tenant, tables: [repository.metadata.tableName] });
    return repository;
  }

  /** All or nothing; within another transaction a savepoint. Resolves only when the server has said COMMIT. */
  async transaction<T>(work: () => Promise<T>, options?: UnitOptions): Promise<T> {
    const { units, opening } = this.enter();
    return units.transaction(opening, work, options);
  }

  /** Has `deferral` write or act at the end of the open unit; forgotten if the unit, or this savepoint, is undone. */
  defer<Item>(deferral: Deferral<Item>, item: Item): void {
    const { units, opening } = this.enter();
    units.defer(opening, deferral, item);
  }

  protected opening({ role, schema }: Tenant): string {
    if (!safeName.test(role) || !safeName.test(schema))
      throw new Error(`Not a name made by the platform: ${role}, ${schema}`);
    return `BEGIN; SET LOCAL ROLE ${role}; SET LOCAL search_path = ${schema}, pg_temp`;
  }

  private enter(): { tenant: Tenant; units: UnitRunner; opening: string } {
    const tenant = tenantScope.current();
    return { tenant, units: this.clusters.get(tenant.cluster).units, opening: this.opening(tenant) };
  }
}
