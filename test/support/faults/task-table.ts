import pg from 'pg';

/** A task as it was given out. */
export interface Held {
  readonly id: string;
  readonly fence: number;
}

/**
 * The rows behind a fault, over a connection of the test: to choose the moment of a fault and to take times, never to
 * tell whether an effect is there.
 */
export class TaskTable {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({ connectionString: url, max: 4 });
    this.pool.on('error', () => undefined); // the server is stopped on purpose
  }

  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(sql, values)).rows;
  }

  /** How many there have ever been. */
  async made(): Promise<number> {
    return this.count('select coalesce(max(last_value), 0)::int as count from pg_sequences where sequencename = $1', [
      'task_id_seq',
    ]);
  }

  /** How many are not done yet. */
  async pending(): Promise<number> {
    return this.count(`select count(*)::int as count from jobs.task where state <> 'dead'`);
  }

  /** How many files a community has rows of, and what is booked for them. */
  async filesOf(host: string): Promise<string> {
    const [tenant] = await this.query<{ role: string; schema: string }>(
      'select role, schema from platform.tenant where slug = $1',
      [host.split('.')[0]],
    );
    const client = await this.pool.connect();
    try {
      await client.query(`begin; set local role ${tenant!.role}; set local search_path = ${tenant!.schema}`);
      const { rows } = await client.query<{ files: string }>(
        `select (select count(*) from media_object) || ' files, booked ' ||
                coalesce((select files || ' with ' || bytes from media_usage where member_id = 0), '0 with 0') as files`,
      );
      return rows[0]!.files;
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  /** The number of the worker that has joined last. */
  async lastWorker(): Promise<number> {
    return this.count('select coalesce(max(id), 0) as count from jobs.worker');
  }

  /** The number of the worker that holds most now. */
  async busiestWorker(): Promise<number | undefined> {
    const [row] = await this.query<{ worker: number }>(
      `select worker from jobs.task where state = 'running' group by worker order by count(*) desc limit 1`,
    );
    return row?.worker;
  }

  async heldBy(worker: number): Promise<Held[]> {
    return this.query<Held>(`select id, fence from jobs.task where worker = $1 and state = 'running'`, [worker]);
  }

  /** How many of these are neither done nor run by somebody else. */
  async stillLost(held: readonly Held[]): Promise<number> {
    return this.count(
      `select count(*)::int as count
         from jobs.task t join unnest($1::bigint[], $2::int[]) as held (id, fence) using (id)
        where t.fence = held.fence or t.state <> 'running'`,
      [held.map(({ id }) => id), held.map(({ fence }) => fence)],
    );
  }

  /** Of everybody but this one. */
  async dropOtherConnections(): Promise<void> {
    await this.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async count(sql: string, values: unknown[] = []): Promise<number> {
    const [row] = await this.query<{ count: number }>(sql, values);
    return row!.count;
  }
}
