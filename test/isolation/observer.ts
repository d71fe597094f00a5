import pg from 'pg';
import { noticesSql } from './notices.js';

export interface Observed {
  readonly role: string;
  readonly schema: string;
}

/** Looks at rows behind the application's back, as the login of the cluster, who may see every schema. */
export class Observer {
  private readonly states = new Map<string, pg.QueryConfig>();

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
   * counts as changed: whatever is written, the sum of who wrote the rows of a table grows, or there are fewer rows.
   */
  async fingerprints(tenants: readonly Observed[]): Promise<string[]> {
    const sums: string[] = [];
    for (const tenant of tenants) {
      const { rows } = await this.client.query(await this.stateOf(tenant));
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

  /** Such as a handler leaves that can never succeed; answers its id. */
  async addDeadTask(role: string): Promise<number> {
    const [row] = await this.query<{ id: string }>(
      `insert into jobs.task (tenant_role, kind, class, state, dead_at)
       values ($1, 'isolation.dead', 'notify', 'dead', now()) returning id`,
      [role],
    );
    return Number(row!.id);
  }

  /** Its own domain, that serves. */
  async addDomain(tenantId: number, host: string): Promise<void> {
    await this.query(
      `insert into platform.domain (tenant_id, host, token, ownership) values ($1, $2, 'isolation', 'verified')
       on conflict do nothing`,
      [tenantId, host],
    );
    await this.query(
      `insert into platform.host (host, tenant_id, kind) values ($2, $1, 'custom') on conflict do nothing`,
      [tenantId, host],
    );
  }

  /** Of the reconciler, over no community; answers its id. */
  async addReport(): Promise<number> {
    const [row] = await this.query<{ id: string }>(
      `insert into jobs.reconciliation (requested_by) values ('isolation') returning id`,
    );
    return Number(row!.id);
  }

  /** Of search, that has come to its end in this community; answers its id. */
  async addRun(role: string): Promise<number> {
    const [row] = await this.query<{ id: string }>(
      `with run as (
         insert into cluster.search_run (what, requested_by, finished_at) values ('rebuild', 'isolation', now()) returning id)
       insert into cluster.search_run_part (run_id, tenant_role, done_at) select id, $1, now() from run returning run_id as id`,
      [role],
    );
    return Number(row!.id);
  }

  /** What the platform knows of a tenant, or of all of them, without the record of who did what. */
  async platformFingerprints(...ids: readonly (number | undefined)[]): Promise<string[]> {
    const sums: string[] = [];
    for (const id of ids) {
      const rows = await this.query(
        `select md5(string_agg(t::text, '' order by id)) as tenants,
                (select md5(string_agg(h::text, '' order by host)) from platform.host h where $1::bigint is null or tenant_id = $1) as hosts,
                (select md5(string_agg(d::text, '' order by host)) from platform.domain d where $1::bigint is null or tenant_id = $1) as domains,
                (select md5(string_agg(k.id || ' ' || k.fence, '' order by k.id)) from jobs.task k
                  where k.state = 'dead' and ($1::bigint is null or k.tenant_role = (select role from platform.tenant where id = $1))) as dead,
                (select count(*) from jobs.reconciliation where $1::bigint is null) as reports,
                (select count(*) from platform.signup_invitation where $1::bigint is null) as invitations,
                (select count(*) from platform.plan_version where $1::bigint is null) as plans,
                ${noticesSql},
                (select md5(string_agg(r::text, '' order by r.id)) from platform.owner_recovery r
                  where $1::bigint is null or r.tenant_id = $1) as recoveries,
                (select count(*) from cluster.search_run_part p where p.done_at is null and exists (
                   select from platform.tenant o where o.role = p.tenant_role and ($1::bigint is null or o.id = $1))) as runs
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

  /** One statement, prepared once: it is asked hundreds of times. */
  private async stateOf({ role, schema }: Observed): Promise<pg.QueryConfig> {
    const known = this.states.get(schema);
    if (known) return known;
    const sum = "count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) as sum";
    const tables = (await this.tablesOf(schema)).map(
      (name) => `select '${name}' as name, ${sum} from ${schema}.${name}`,
    );
    const sequences = `select sequencename, last_value::text from pg_sequences where schemaname = '${schema}'`;
    const tasks = `select 'tasks', ${sum} from jobs.task where tenant_role = '${role}'`;
    const domains = ['domain', 'host', 'owner_claim', 'owner_offer', 'support_access'].map(
      (name) =>
        `select '${name}', ${sum} from platform.${name} where tenant_id = (select id from platform.tenant where role = '${role}')`,
    );
    const state = { name: `state of ${schema}`, text: [...tables, sequences, tasks, ...domains].join('\nunion all ') };
    this.states.set(schema, state);
    return state;
  }

  private async tablesOf(schema: string): Promise<string[]> {
    const tables = await this.query<{ name: string }>(
      'select tablename as name from pg_tables where schemaname = $1 order by 1',
      [schema],
    );
    return tables.map(({ name }) => name);
  }
}
