import { join } from 'node:path';
import { type Api, createApi } from '../api/create-api.js';
import { Supervisor } from '../api/supervisor.js';
import type { INestApplicationContext } from '@nestjs/common';
import type { Config } from '#kernel/config';
import { Migrator, readMigrations, setUpCluster } from '#kernel/database';
import { Dispatcher, MediaChildren } from '#kernel/jobs';
import { Log } from '#kernel/logging';
import { SearchKeeper } from '#kernel/search-mirror';
import { Siblings } from '#kernel/siblings';
import { OperatorsService } from '#platform/operators';
import { OperationsRunner } from '#platform/provisioning';
import { CardPrinter } from '#web/site';
import { createDemo, demoLogin, demoPlaces } from './demo-communities.js';
import type { Progress } from './progress.js';
import { StartRefused } from './start-refused.js';
import { trials } from './trials.js';
import type { Welcome } from './welcome.js';

export interface Setting {
  readonly config: Config;
  /** Of `DATABASE_URL`, or of the embedded server. */
  readonly databaseUrl: string;
  /** The project's folder. */
  readonly root: string;
  readonly progress: Progress;
  /** Aborted when somebody wants the start to end: give up soon, by throwing. */
  readonly stopping: AbortSignal;
  /** What has been started cannot go on. */
  readonly fail: (error: Error) => void;
}

/** The application that answers requests and runs tasks. */
export interface Running {
  readonly welcome: Welcome;
  /** Finishes the requests in flight, within 10 s. */
  close(): Promise<void>;
}

/** The three steps after `Database`; an error on the way leaves nothing running. */
export async function startApplication(setting: Setting): Promise<Running> {
  const { config, databaseUrl: url, root, progress, stopping } = setting;
  const namespace = await progress.step('Migrations', () => migrate(setting));
  stopping.throwIfAborted();
  const api = await createApi(config, { url, namespace, root });
  const { app } = api;
  const web = webOf(api, setting);
  try {
    if (!config.databaseUrl) await takeOver(app); // nobody else can be at work on the embedded database
    app.get(MediaChildren).use({ file: join(root, 'dist', 'apps', 'worker', 'media-child.js'), root });
    app.get(CardPrinter).use(join(root, 'dist', 'apps', 'worker', 'card-child.js'));
    app.get(OperationsRunner).start();
    const { token } = await app.get(OperatorsService).ensureFirst(config.operatorToken);
    if (config.demo) await progress.step('Communities', () => createDemo(app, setting));
    else await progress.step('Communities', () => Promise.resolve());
    stopping.throwIfAborted();
    await progress.step('Server', async () => {
      await web.start();
      await app.get(Dispatcher).start(); // tasks due from before do not hold up the start
      app.get(SearchKeeper).start();
    });
    return { welcome: welcome(config, token), close: () => closeAll(app, web) };
  } catch (error) {
    await closeAll(app, web);
    throw error;
  }
}

/** What answers requests. */
interface Web {
  start(): Promise<unknown>;
  stop(): Promise<void>;
}

/** This process itself; or several of their own, so that it is left with the tasks. */
function webOf({ app, http }: Api, { config, databaseUrl, root, stopping, fail }: Setting): Web {
  if (config.webConcurrency === 1) return { start: () => http.listen(app), stop: () => Promise.resolve() };
  const plan = {
    file: join(root, 'dist', 'apps', 'api', 'main.js'),
    count: config.webConcurrency,
    env: { DATABASE_URL: databaseUrl, ...(config.logFile && { LOG_FILE: config.logFile }) },
  };
  const supervisor = new Supervisor(plan, app.get(Log), fail);
  const siblings = app.get(Siblings);
  siblings.connect(supervisor.relay.channel(0)); // the web processes have numbers from 1 on
  siblings.join();
  stopping.addEventListener('abort', () => void supervisor.stop());
  return supervisor;
}

async function closeAll(app: INestApplicationContext, web: Web): Promise<void> {
  await Promise.all([web.stop(), app.close()]);
}

async function migrate({ config, databaseUrl: url, root, progress, stopping }: Setting): Promise<string> {
  const log = new Log(config);
  const wanted = config.databaseNamespace;
  const { namespace } = await setUpCluster(url, { ...(wanted && { namespace: wanted }), log });
  const migrator = new Migrator({ url, namespace }, await readMigrations(root), log);
  await migrator.migrateShared();
  stopping.throwIfAborted();
  const { failed, migrated, current } = await migrator.migrateTenants({
    progress: ({ done, total }) => done % 100 === 0 && progress.remark(`${done} of ${total} communities`),
  });
  for (const { file, role, message } of failed.slice(0, 5)) progress.remark(`${file} failed for ${role}: ${message}.`);
  if (failed.length && migrated + current === 0)
    throw new StartRefused(`${failed[0]!.file} failed for every community it was tried on.`);
  return namespace;
}

async function takeOver(app: INestApplicationContext): Promise<void> {
  await app.get(OperationsRunner).takeOver();
  await app.get(Dispatcher).takeOver();
}

function welcome(config: Config, token: string | undefined): Welcome {
  return {
    communities: config.demo ? demoPlaces(config) : [],
    platformUrl: config.publicUrl(config.platformHost),
    ...(config.demo && { memberLogin: demoLogin }),
    ...(token && { operatorToken: token }),
    curls: trials(config, token ?? '$OPERATOR_TOKEN'),
  };
}
