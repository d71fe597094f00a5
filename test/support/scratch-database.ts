import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database and a role namespace of one's own on the server that `npm test` has started. */
export class ScratchDatabase {
  private readonly logins: string[] = [];

  private constructor(
    private readonly server: string,
    readonly name: string,
    /** Letters and digits only, and like no other's; roles that begin with it are dropped at the end. */
    readonly namespace: string,
  ) {}

  static async create(): Promise<ScratchDatabase> {
    const server = process.env['TEST_DATABASE_SERVER_URL'];
    if (!server) throw new Error('TEST_DATABASE_SERVER_URL is not set: run the suite by npm test.');
    const namespace = `x${randomBytes(5).toString('hex')}`;
    const database = new ScratchDatabase(server, `${namespace}_db`, namespace);
    await database.onServer(`create database ${database.name} encoding 'UTF8' template template0`);
    return database;
  }

  get url(): string {
    return this.urlOf({});
  }

  urlOf({ login, password }: { login?: string; password?: string }): string {
    const url = new URL(this.server);
    url.pathname = `/${this.name}`;
    if (login) Object.assign(url, { username: login, password });
    return url.href;
  }

  /** A login of its own with these attributes, such as `createrole`; answers its URL. */
  async login(attributes: string): Promise<string> {
    const login = `${this.namespace}login${this.logins.length}`;
    await this.onServer(`create role ${login} login password 'open' ${attributes}`);
    this.logins.push(login);
    return this.urlOf({ login, password: 'open' });
  }

  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return connected(this.url, async (client) => (await client.query<Row>(sql, values)).rows);
  }

  /** `namespaces`: those it was set up with, where that is not the one given to it. */
  async drop(...namespaces: string[]): Promise<void> {
    await this.onServer(`drop database if exists ${this.name} with (force)`);
    for (const namespace of [this.namespace, ...namespaces]) {
      await this.onServer(`do $$ declare gone name; begin
        for gone in select rolname from pg_roles where rolname ~ '^${namespace}(_(app|tenants|[0-9]{6,})|login[0-9]+)$' order by rolname loop
          execute format('drop role %I', gone);
        end loop; end $$`);
    }
  }

  private async onServer(sql: string): Promise<void> {
    await connected(this.server, (client) => client.query(sql));
  }
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
