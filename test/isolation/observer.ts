import pg from 'pg';

export interface Observed {
  readonly role: string;
  readonly schema: string;
}

/** Looks at rows behind the application's back, as the login of the cluster, who may see every schema. */
export class Observer {
  private readonly tables = new Map<string, string>();

  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<Observer> {
    const client = new pg.Client({ connectionString: url, application_name: 'isolation-observer' });
    await client.connect();
    return new Observer(client);
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async query<R extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<R[]> {
    return (await this.client.query<R>(sql, values)).rows;
  }

  /**
   * All that each tenant has on the cluster: its tables, sequences and tasks. A row that was written again as it was
   * counts as changed.
   */
  async fingerprints(tenants: readonly Observed[]): Promise<string[]> {
    const sums: string[] = [];
    for (const { role, schema } of tenants) {
      const rows = await this.query(
        `${await this.everyTable(schema)}
         union all select 'sequences', string_agg(sequencename || last_value, ',' order by sequencename) from pg_sequences where schemaname = '${schema}'
         union all select 'tasks', md5(string_agg(t::text, '' order by id)) from jobs.task t where tenant_role = '${role}'`,
      );
      sums.push(JSON.stringify(rows));
    }
    return sums;
  }

  /** The rows of all tables of a tenant and of its tasks, as texts. */
  async everything({ role, schema }: Observed): Promise<string[]> {
    const texts: string[] = [];
    for (const name of [...(await this.tablesOf(schema)).map((table) => `${schema}.${table}`), 'jobs.task']) {
      const own = name === 'jobs.task' ? `where tenant_role = '${role}'` : '';
      texts.push(
        ...(await this.query<{ row: string }>(`select t::text as row from ${name} t ${own}`)).map(({ row }) => row),
      );
    }
    return texts;
  }

  /** What the platform knows of a tenant, or of all of them, without the record of who did what. */
  async platformFingerprints(...ids: readonly (number | undefined)[]): Promise<string[]> {
    const sums: string[] = [];
    for (const id of ids) {
      const rows = await this.query(
        `select md5(string_agg(t::text, '' order by id)) as tenants,
                (select md5(string_agg(h::text, '' order by host)) from platform.host h where $1::bigint is null or tenant_id = $1) as hosts
           from platform.tenant t where $1::bigint is null or id = $1`,
        [id ?? null],
      );
      sums.push(JSON.stringify(rows));
    }
    return sums;
  }

  /** Brings the sequences of the twins to the same number, so that what they make next has equal ids. */
  async align(...twins: readonly Observed[]): Promise<void> {
    await this.query(
      `select setval(format('%I.%I', schemaname, sequencename)::regclass, max(last_value) over (partition by sequencename))
         from pg_sequences s where schemaname = any($1) and exists (
           select from pg_sequences o where o.schemaname = any($1) and o.sequencename = s.sequencename and o.last_value is not null)`,
      [twins.map(({ schema }) => schema)],
    );
  }

  /** Tasks of these tenants that were not delivered, with the reason. */
  async undelivered(...twins: readonly Observed[]): Promise<string[]> {
    const rows = await this.query<{ kind: string; last_error: string | null }>(
      `select kind, last_error from jobs.task where tenant_role = any($1)`,
      [twins.map(({ role }) => role)],
    );
    return rows.map(({ kind, last_error }) => `${kind}: ${last_error?.split('\n')[0] ?? 'waiting'}`);
  }

  async forgetTasks(...twins: readonly Observed[]): Promise<void> {
    await this.query('delete from jobs.task where tenant_role = any($1)', [twins.map(({ role }) => role)]);
  }

  private async everyTable(schema: string): Promise<string> {
    const known = this.tables.get(schema);
    if (known) return known;
    const sums = (await this.tablesOf(schema)).map(
      (name) => `select '${name}' as name, md5(string_agg(row, '' order by row)) as sum
                   from (select (t.xmin::text, t.*)::text as row from ${schema}.${name} t) rows`,
    );
    this.tables.set(schema, sums.join('\nunion all '));
    return sums.join('\nunion all ');
  }

  private async tablesOf(schema: string): Promise<string[]> {
    const tables = await this.query<{ name: string }>(
      'select tablename as name from pg_tables where schemaname = $1 order by 1',
      [schema],
    );
    return tables.map(({ name }) => name);
  }
}
