import cluster from 'node:cluster';
import { Config, loadConfig, StartError } from '#kernel/config';
import { Migrator, readMigrations, setUpCluster } from '#kernel/database';
import { Log } from '#kernel/logging';
import type { Deployment } from './create-api.js';
import { sayReady, sentenceFor } from './said-at-start.js';
import { tellSupervisor } from './supervised.js';

/** A process over a database of one's own: prints `Ready in …`, or one sentence and exit code 1. */
export async function launch(
  name: string,
  start: (config: Config, database: Deployment) => Promise<string>,
  root: string,
): Promise<void> {
  try {
    const config = loadConfig();
    const place = await start(config, await openDatabase(name, config, root));
    if (cluster.isWorker) await tellSupervisor({ web: 'ready', place });
    else sayReady(place);
  } catch (error) {
    const why = sentenceFor(error as Error);
    if (cluster.isWorker) await tellSupervisor({ web: 'refused', why });
    else process.stderr.write(`${why}\n`);
    process.exit(1);
  }
}

/** Migrations are a step of their own where several processes start; here their absence is only noticed. */
async function openDatabase(name: string, config: Config, root: string): Promise<Deployment> {
  const { databaseUrl: url } = config;
  if (!url) throw new StartError(`${name} needs DATABASE_URL; \`npm start\` brings a database of its own.`);
  const log = new Log(config);
  const { namespace } = await setUpCluster(url, {
    ...(config.databaseNamespace && { namespace: config.databaseNamespace }),
    log,
  });
  const missing = await new Migrator({ url, namespace }, await readMigrations(root), log).missingShared();
  if (missing.length) {
    throw new StartError(`The database lacks ${missing[0]}: run \`npm run cli -- tenant migrate\` first.`);
  }
  return { url, namespace, root };
}
