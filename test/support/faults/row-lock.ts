import pg from 'pg';

/** The row of a post, locked by a connection of the test, so that a task which needs it stands still inside its unit of work. */
export class RowLock {
  private backend = 0;

  private constructor(
    private readonly holder: pg.Client,
    private readonly watcher: pg.Client,
    private readonly schema: string,
  ) {}

  static async take(url: string, host: string, postId: number): Promise<RowLock> {
    const [holder, watcher] = [new pg.Client(url), new pg.Client(url)];
    for (const client of [holder, watcher]) client.on('error', () => undefined); // a query that needs it fails
    await Promise.all([holder.connect(), watcher.connect()]);
    const { rows } = await watcher.query<{ schema: string }>(
      'select t.schema from platform.tenant t join platform.host h on h.tenant_id = t.id where h.host = $1',
      [host],
    );
    const lock = new RowLock(holder, watcher, pg.escapeIdentifier(rows[0]!.schema));
    await holder.query(`begin; select from ${lock.schema}.post where id = ${Number(postId)} for update`);
    return lock;
  }

  /** How many wait for it. */
  async waiting(): Promise<number> {
    const { rows } = await this.watcher.query<{ pid: number }>(
      `select pid from pg_stat_activity where $1 = any(pg_blocking_pids(pid))`,
      [this.processId],
    );
    if (rows.length) this.backend = rows[0]!.pid;
    return rows.length;
  }

  async release(): Promise<void> {
    await this.holder.query('commit');
  }

  /** The unit of work that waited, as long as it is open. */
  async unitsBehind(): Promise<unknown[]> {
    const { rows } = await this.watcher.query<object>(
      `select from pg_stat_activity where pid = $1 and xact_start is not null and state <> 'active'`,
      [this.backend],
    );
    return rows;
  }

  /** Takes away what keeps a message from being there twice, so that nothing but the fence stands in the way; or puts it back. */
  async letTwins(may: boolean): Promise<void> {
    const change = may ? `dedupe_key || '/seen'` : `replace(dedupe_key, '/seen', '')`;
    await this.watcher.query(`update ${this.schema}.message set dedupe_key = ${change} where dedupe_key is not null`);
  }

  async close(): Promise<void> {
    await Promise.all([this.holder.end(), this.watcher.end()]);
  }

  private get processId(): number {
    return (this.holder as unknown as { processID: number }).processID;
  }
}
