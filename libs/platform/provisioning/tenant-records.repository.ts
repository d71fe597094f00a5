import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { Clusters, PlatformDatabase, type Row } from '#kernel/database';
import type { TenantPlace } from '#platform/tenants';

/**
 * What goes on naming a community that is gone: its record, what was done with it, and hosts that nobody else may have
 * yet. Every other table of the platform or the cluster that has a column for a community is emptied of it.
 */
export const kept: readonly string[] = [
  'platform.tenant',
  'platform.audit',
  'platform.operation',
  'platform.domain_quarantine',
  'platform.webhook_delivery',
];

type Database = Pick<PlatformDatabase, 'query'>;

interface Table {
  readonly name: string;
  readonly from: string;
}

const { escapeIdentifier: quoted } = pg;

/** Rows about a community outside of its schema. The tables are found in the catalogue, so that a new one is not missed. */
@Injectable()
export class TenantRecordsRepository {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly clusters: Clusters,
  ) {}

  /** By table; those that have none of it are left out. */
  async count(place: TenantPlace): Promise<Record<string, number>> {
    const counted = await this.inEach(place, async (database, { name, from }, key) => {
      const [row] = await database.query<{ count: number } & Row>(`select count(*)::int as count ${from}`, [key]);
      return [name, row!.count] as const;
    });
    return Object.fromEntries(counted.filter(([, count]) => count > 0));
  }

  /** `but`: tables that are left alone. */
  async remove(place: TenantPlace, { but = [] }: { but?: readonly string[] } = {}): Promise<void> {
    await this.inEach(place, async (database, { name, from }, key) => {
      if (!but.includes(name)) await database.query(`delete ${from}`, [key]);
    });
  }

  private async inEach<T>(
    { id, cluster, role }: TenantPlace,
    work: (database: Database, table: Table, key: number | string) => Promise<T>,
  ): Promise<T[]> {
    const onCluster = this.clusters.database(cluster);
    const done: T[] = [];
    for (const table of await tablesOf(this.db, ['platform'], 'tenant_id')) done.push(await work(this.db, table, id));
    // The keys of requests name what they have begun, and no community.
    done.push(await work(this.db, keys, id));
    for (const table of await tablesOf(onCluster, ['cluster', 'jobs'], 'tenant_role'))
      done.push(await work(onCluster, table, role));
    return done;
  }
}

const keys: Table = {
  name: 'platform.idempotency_key',
  from: 'from platform.idempotency_key where operation_id in (select id from platform.operation where tenant_id = $1)',
};

async function tablesOf(database: Database, schemas: readonly string[], column: string): Promise<Table[]> {
  const rows = await database.query<{ schema: string; name: string } & Row>(
    `select n.nspname as schema, c.relname as name
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind in ('r', 'p') and a.attname = $2 and not a.attisdropped
      order by n.nspname, c.relname`,
    [schemas, column],
  );
  return rows
    .filter(({ schema, name }) => !kept.includes(`${schema}.${name}`))
    .map(({ schema, name }) => ({
      name: `${schema}.${name}`,
      from: `from ${quoted(schema)}.${quoted(name)} where ${quoted(column)} = $1`,
    }));
}
