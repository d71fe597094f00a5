import cluster from 'node:cluster';
import { join } from 'node:path';
import { OperatorsService } from '#platform/operators';
import { CardPrinter } from '#web/site';
import { createApi } from './create-api.js';
import { launch } from './launch.js';
import { joinOthers, partOf } from './supervised.js';

/** The api process, or one of several of them. */
export const serve = (root: string): Promise<void> =>
  launch(
    'The api process',
    async (config, database) => {
      const api = await createApi(cluster.isWorker ? partOf(config) : config, database);
      const { app, http } = api;
      app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
      const { token } = await app.get(OperatorsService).ensureFirst(config.operatorToken);
      app.get(CardPrinter).use(join(root, 'dist', 'apps', 'worker', 'card-child.js'));
      if (token) process.stdout.write(`Operator token, shown only this once: ${token}\n`);
      if (cluster.isWorker) joinOthers(api);
      await http.listen(app);
      return config.publicUrl(config.platformHost);
    },
    root,
  );
