import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { connectionOptions } from './clusters.js';

const answerWithin = 5_000;
/** A server that is not there any more does not say good-bye. */
const endWithin = 1_000;

/**
 * Something that one process of a cluster does at a time, for as long as it lives and its connection does. The lock is held
 * by a connection of its own, outside the pool: whoever works meanwhile keeps none of those from others.
 */
export class ClusterLock {
  private client: pg.Client | undefined;
  private isTaken = false;

  constructor(
    private readonly cluster: { readonly url: string; readonly namespace: string },
    private readonly name: string,
  ) {}

  /** Answers whether it is this process's, from now on or still. One call at a time. */
  async take(): Promise<boolean> {
    try {
      const client = this.client ?? (await this.connect());
      const asking = this.isTaken ? 'true' : 'pg_try_advisory_lock(hashtext($1), 0)';
      const { rows } = await client.query<{ taken: boolean }>(
        `select ${asking} as taken`,
        this.isTaken ? [] : [this.name],
      );
      this.isTaken = rows[0]!.taken;
      return this.isTaken;
    } catch (error) {
      await this.release();
      throw error;
    }
  }

  /** Somebody else may take it. */
  async release(): Promise<void> {
    const { client } = this;
    this.forget();
    if (client) await ended(client);
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.cluster.url,
      application_name: 'paopao-lock',
      connectionTimeoutMillis: answerWithin,
      query_timeout: answerWithin,
      keepAlive: true,
      ...connectionOptions(this.cluster.namespace),
    });
    client.on('error', () => undefined); // the statement in flight fails with it
    client.on('end', () => this.client === client && this.forget());
    await client.connect();
    this.client = client;
    return client;
  }

  private forget(): void {
    this.client = undefined;
    this.isTaken = false;
  }
}

async function ended(client: pg.Client): Promise<void> {
  const inTime = new AbortController();
  const late = pause(endWithin, undefined, { ref: false, signal: inTime.signal }).catch(() => undefined);
  await Promise.race([client.end().catch(() => undefined), late]);
  inTime.abort();
  client.connection.stream.destroy(); // or it would hold the process
}
