import pg from 'pg';

/** A backend remembers each table it has made and gives the memory back only when it is closed. */
const mostUses = 200;
const idleMs = 60_000;
/** Shorter than the lease of those who work here: what they began has ended when another may take over. */
const limits = '-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=5s';

/**
 * A connection as the login itself that stays open between pieces of work, which get it one after the other: a new one
 * has to learn the catalogue first, which costs as much as the work.
 */
export class WarmOwnerConnection {
  private last: Promise<unknown> = Promise.resolve();
  private client?: pg.Client;
  private uses = 0;
  private idle?: NodeJS.Timeout;

  constructor(private readonly url: string) {}

  async use<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const turn = this.last.then(() => this.work(work));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for the work that has its turn or waits for it. */
  async close(): Promise<void> {
    await this.last;
    await this.drop();
  }

  private async work<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    clearTimeout(this.idle);
    const client = this.client ?? (await this.connect());
    this.uses += 1;
    try {
      return await work(client);
    } catch (error) {
      await this.drop(); // whatever state the error has left it in
      throw error;
    } finally {
      if (this.uses >= mostUses) await this.drop();
      this.idle = setTimeout(() => this.dropInTurn(), idleMs).unref();
    }
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'paopao-owner',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      options: limits,
    });
    client.on('error', () => undefined); // the statement in flight fails with it
    client.on('end', () => (this.client = this.client === client ? undefined : this.client));
    await client.connect();
    this.client = client;
    this.uses = 0;
    return client;
  }

  private dropInTurn(): void {
    this.last = this.last.then(() => this.drop());
  }

  private async drop(): Promise<void> {
    const { client } = this;
    clearTimeout(this.idle);
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }
}
