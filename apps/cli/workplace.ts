import type { INestApplicationContext } from '@nestjs/common';
import { Config, StartError } from '#kernel/config';
import { Migrator, readMigrations, setUpCluster } from '#kernel/database';
import { EmbeddedPostgres } from '#kernel/embedded-postgres';
import { Log } from '#kernel/logging';
import { createApi } from '../api/create-api.js';
import type { Workplace } from './command.js';

const quiet = { log: () => undefined, warn: () => undefined };

/** The log of a command's application says nothing; from here on what goes wrong is told where progress is. */
export function tellTrouble(
  app: INestApplicationContext,
  { config, progress }: Pick<Workplace, 'config' | 'progress'>,
) {
  const write = (line: string) => progress(line.trimEnd());
  const told = new Log(new Config(Object.assign({}, config, { logLevel: 'warn' as const })), { write });
  Object.assign(app.get(Log), {
    warn: (message: unknown, ...rest: unknown[]) => told.warn(message, ...rest),
    error: (message: unknown, ...rest: unknown[]) => told.error(message, ...rest),
    fatal: (message: unknown, ...rest: unknown[]) => told.fatal(message, ...rest),
  });
}

/** Over the database of the settings; the embedded server is started for as long as it is needed, unless it runs. */
export class Deployment implements Workplace {
  private postgres?: EmbeddedPostgres;

  constructor(
    readonly config: Config,
    readonly root: string,
    readonly progress: Workplace['progress'],
  ) {}

  async withDatabase<T>(work: (database: { url: string; namespace: string }) => Promise<T>): Promise<T> {
    try {
      const url = this.config.databaseUrl ?? (await this.embedded());
      const wanted = this.config.databaseNamespace;
      const { namespace } = await setUpCluster(url, { ...(wanted && { namespace: wanted }), log: quiet });
      return await work({ url, namespace });
    } finally {
      await this.postgres?.stop();
    }
  }

  async withApplication<T>(work: Parameters<Workplace['withApplication']>[0]): Promise<T> {
    return this.withDatabase(async (database) => {
      await this.migrate(database);
      const { app } = await createApi(this.silent(), { ...database, root: this.root });
      try {
        return (await work(app)) as T;
      } finally {
        await app.close();
      }
    });
  }

  /** When something ends the process meanwhile. */
  atExit(): void {
    this.postgres?.stopWithoutWaiting();
  }

  private async embedded(): Promise<string> {
    const { dataDir } = this.config;
    this.postgres = await EmbeddedPostgres.start({ dataDir, progress: (text) => this.progress(text) });
    return this.postgres.url;
  }

  /** A database of one's own is brought up to date by the command made for it, not in passing. */
  private async migrate(database: { url: string; namespace: string }): Promise<void> {
    const migrator = new Migrator(database, await readMigrations(this.root), quiet);
    if (!this.config.databaseUrl) return void (await migrator.migrateShared());
    const [missing] = await migrator.missingShared();
    if (missing) throw new StartError(`The database lacks ${missing}: run \`npm run cli -- tenant migrate\` first.`);
  }

  /** Standard output is the command's. */
  private silent(): Config {
    return new Config(Object.assign({}, this.config, { logLevel: 'silent' as const }));
  }
}
