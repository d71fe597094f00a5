import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgres } from '#kernel/embedded-postgres';

/** Statements that open and close a unit of work are not counted as statements of a request. */
const openings = `query ~* '^\\s*(begin|commit|rollback|set|reset|start transaction|discard|listen)\\M'`;

const notOwn = `query not like '%pg_stat_statements%'`;

export interface Statements {
  readonly calls: number;
  readonly milliseconds: number;
}

export interface CostlyStatement extends pg.QueryResultRow, Statements {
  readonly sql: string;
  /** Of the milliseconds. */
  readonly planning: number;
}

/**
 * The embedded server of one stage, as `npm start` makes it, with pg_stat_statements loaded and asleep: it is woken for
 * the time of a count and never during a round. The server under test finds it running and shares it.
 */
export class BenchPostgres {
  private isWatched = false;

  private constructor(
    private readonly postgres: EmbeddedPostgres,
    private readonly client: pg.Client,
  ) {}

  static async start(dataDir: string): Promise<BenchPostgres> {
    const postgres = await EmbeddedPostgres.start({
      dataDir,
      settings: { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'none' },
    });
    const client = new pg.Client({ connectionString: postgres.url, application_name: 'bench' });
    client.on('error', () => undefined); // the statement in flight fails with it
    await client.connect();
    await client.query(
      'create schema if not exists bench; create extension if not exists pg_stat_statements schema bench',
    );
    return new BenchPostgres(postgres, client);
  }

  get url(): string {
    return this.postgres.url;
  }

  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, values)).rows;
  }

  /**
   * What the server was asked while `work` ran and its tasks were done, less what it is asked in that time when nothing
   * is requested.
   */
  async statementsDuring(work: () => Promise<void>): Promise<Statements> {
    await this.tasksDone();
    await this.track('top');
    try {
      const idle = await this.count(() => pause(1_500));
      const busy = await this.count(() => work().then(() => this.tasksDone()));
      const share = busy.seconds / idle.seconds;
      return {
        calls: Math.max(0, busy.calls - idle.calls * share),
        milliseconds: Math.max(0, busy.milliseconds - idle.milliseconds * share),
      };
    } finally {
      await this.track('none');
    }
  }

  /** From now on, until `costliest` is asked. */
  async watchStatements(): Promise<void> {
    await this.track('top');
    await this.query('select bench.pg_stat_statements_reset()');
    this.isWatched = true;
  }

  /** The statements that took most of the time of the database since it watches them, and how much all took. */
  async costliest(
    most: number,
  ): Promise<{ readonly statements: readonly CostlyStatement[]; readonly milliseconds: number }> {
    this.isWatched = false;
    await this.track('none');
    const cost = 'total_exec_time + total_plan_time';
    const all = `from bench.pg_stat_statements where ${notOwn}`;
    const statements = await this.query<CostlyStatement>(
      `select query as sql, calls::float8 as calls, ${cost} as milliseconds,
              total_plan_time as planning ${all} order by ${cost} desc limit $1`,
      [most],
    );
    const [sum] = await this.query<{ milliseconds: number }>(`select coalesce(sum(${cost}), 0) as milliseconds ${all}`);
    return { statements, milliseconds: sum!.milliseconds };
  }

  /** What statements that hold `part` cost while `work` ran. */
  async costOf(part: string, work: () => Promise<void>): Promise<Statements> {
    await this.track('top');
    try {
      return await this.difference({ among: 'strpos(query, $1) > 0', values: [part] }, work);
    } finally {
      await this.track('none');
    }
  }

  /** Process numbers of the backends that serve the application. */
  async backends(): Promise<number[]> {
    const rows = await this.query<{ pid: number }>(
      `select pid from pg_stat_activity where backend_type = 'client backend' and application_name like 'paopao%'`,
    );
    return rows.map(({ pid }) => pid);
  }

  async stop(): Promise<void> {
    await this.client.end().catch(() => undefined);
    await this.postgres.stop();
  }

  /** Not even among the dead letters. */
  async hasNone(kind: string): Promise<boolean> {
    const [row] = await this.query<{ none: boolean }>(
      'select not exists (select from jobs.task where kind = $1) as none',
      [kind],
    );
    return row!.none;
  }

  /** Until no task is waiting, or for half a minute. */
  async tasksDone(): Promise<void> {
    for (const until = performance.now() + 30_000; performance.now() < until; await pause(200)) {
      const [row] = await this.query<{ waiting: boolean }>(
        `select exists (select from jobs.task where state <> 'dead' and run_after < now() + interval '30 s') as waiting`,
      );
      if (!row!.waiting) return;
    }
  }

  private async count(work: () => Promise<void>): Promise<Statements & { seconds: number }> {
    const since = performance.now();
    const statements = await this.difference(
      { among: `query not like '%as waiting'`, called: `not ${openings}` },
      work,
    );
    return { ...statements, seconds: (performance.now() - since) / 1000 };
  }

  /** Of the statements `among` all: their time, and how often those that are `called` were. */
  private async difference(
    { among, called = 'true', values = [] }: { among: string; called?: string; values?: unknown[] },
    work: () => Promise<void>,
  ): Promise<Statements> {
    if (!this.isWatched) await this.query('select bench.pg_stat_statements_reset()'); // it keeps so many, and forgets others
    const sum = async (): Promise<Statements> => {
      const [row] = await this.query<Statements & pg.QueryResultRow>(
        `select coalesce(sum(calls) filter (where ${called}), 0)::float8 as calls,
                coalesce(sum(total_exec_time + total_plan_time), 0)::float8 as milliseconds
           from bench.pg_stat_statements where ${notOwn} and ${among}`,
        values,
      );
      return row!;
    };
    const before = await sum();
    await work();
    const after = await sum();
    return { calls: after.calls - before.calls, milliseconds: after.milliseconds - before.milliseconds };
  }

  private async track(wanted: 'top' | 'none'): Promise<void> {
    const which = this.isWatched ? 'top' : wanted;
    await this.query(`alter system set pg_stat_statements.track = '${which}'`);
    await this.query(`alter system set pg_stat_statements.track_planning = '${which === 'top' ? 'on' : 'off'}'`);
    await this.query('select pg_reload_conf()');
    await pause(300); // each backend reads it before its next statement
  }
}
