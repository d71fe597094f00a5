import pg from 'pg';
import type { TestTenant } from '../make-tenant.js';
import { workerCluster } from '../worker-cluster.js';

interface Table {
  readonly name: string;
  /** Those that are not generated. */
  readonly columns: string;
}

/** Keeps the rows of a community as they are now, to bring them back after each damage. */
export class Restorer {
  private constructor(
    private readonly client: pg.Client,
    private readonly tenant: TestTenant,
    private readonly tables: readonly Table[],
    private readonly lastTask: number,
  ) {}

  static async of(tenant: TestTenant): Promise<Restorer> {
    const client = new pg.Client({ connectionString: (await workerCluster()).url });
    await client.connect();
    await client.query(`set search_path = ${tenant.schema}`);
    const { rows: tables } = await client.query<Table>(
      `select table_name as name, string_agg(quote_ident(column_name), ', ') as columns
         from information_schema.columns where table_schema = $1 and is_generated = 'NEVER' group by 1`,
      [tenant.schema],
    );
    for (const { name } of tables) await client.query(`create temp table ${kept(name)} as table ${name}`);
    const { rows: last } = await client.query<{ id: number }>('select coalesce(max(id), 0)::int as id from jobs.task');
    return new Restorer(client, tenant, tables, last[0]!.id);
  }

  /** Without triggers, so that no row goes because another did. */
  async restore(): Promise<void> {
    const rows = this.tables.map(
      ({ name, columns }) =>
        `delete from ${name}; insert into ${name} (${columns}) overriding system value select ${columns} from ${kept(name)};`,
    );
    await this.client.query(`
      begin;
      set local session_replication_role = replica;
      ${rows.join('\n')}
      delete from jobs.task where id > ${this.lastTask} and (tenant_role = '${this.tenant.role}' or tenant_role = 'nobody_000009');
      delete from jobs.schedule where kind = 'doctor.test';
      commit`);
  }

  async end(): Promise<void> {
    await this.client.end();
  }
}

const kept = (name: string): string => `pg_temp.kept_${name}`;
