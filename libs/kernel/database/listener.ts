import pg from 'pg';
import type { Log } from '#kernel/logging';
import { connectionOptions } from './clusters.js';

/** A connection that only listens does not notice by itself that the way to the server is gone. */
const askEvery = 3_000;
const answerWithin = 5_000;

/**
 * One listening connection of a process to a cluster, outside the pool. When it is cut it comes back by itself, and
 * `reconnected` says that notifications may have been missed in between.
 */
export class Listener {
  private client?: pg.Client;
  private stopped = false;
  private told = false;
  private retry?: NodeJS.Timeout;
  private asking?: NodeJS.Timeout;

  constructor(
    private readonly cluster: { url: string; namespace: string },
    private readonly channel: string,
    private readonly on: { notified(payload: string): void; reconnected(): void; lost?(): void },
    private readonly log: Log,
    /** Run on the connection each time it is made. */
    private readonly first?: string,
  ) {}

  get alive(): boolean {
    return this.client !== undefined;
  }

  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.cluster.url,
      application_name: 'paopao-listen',
      connectionTimeoutMillis: 5_000,
      query_timeout: answerWithin,
      keepAlive: true,
      ...connectionOptions(this.cluster.namespace),
    });
    client.on('error', (error) => this.log.warn('The listening connection was lost.', error));
    client.on('end', () => this.lost(client));
    client.on('notification', ({ payload }) => this.on.notified(payload ?? ''));
    try {
      await client.connect();
      if (this.first) await client.query(this.first);
      await client.query(`LISTEN ${pg.escapeIdentifier(this.channel)}`);
    } catch (error) {
      if (!this.told) this.log.warn('The listening connection could not be made; it is tried again and again.', error);
      this.told = true;
      await client.end().catch(() => undefined);
      return this.again();
    }
    if (this.stopped) return void (await client.end());
    this.client = client;
    this.told = false;
    this.asking = setInterval(() => void this.ask(client), askEvery).unref();
    this.on.reconnected();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    clearInterval(this.asking);
    await this.client?.end().catch(() => undefined);
  }

  private async ask(client: pg.Client): Promise<void> {
    try {
      await client.query('select 1');
    } catch (error) {
      if (this.stopped || this.client !== client) return;
      this.log.warn('The listening connection does not answer.', error);
      this.lost(client);
      await client.end().catch(() => undefined);
    }
  }

  private lost(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    clearInterval(this.asking);
    this.on.lost?.();
    this.again();
  }

  private again(): void {
    if (!this.stopped) this.retry = setTimeout(() => void this.start(), 300).unref();
  }
}
