import { join } from 'node:path';
import { OperatorsService } from '#platform/operators';
import { CardPrinter } from '#web/site';
import { createApi } from './create-api.js';
import { launch } from './launch.js';

const root = join(import.meta.dirname, '..', '..', '..');

await launch(
  'The api process',
  async (config, database) => {
    const { app, http } = await createApi(config, database);
    app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
    const { token } = await app.get(OperatorsService).ensureFirst(config.operatorToken);
    app.get(CardPrinter).use(join(root, 'dist', 'apps', 'worker', 'card-child.js'));
    if (token) process.stdout.write(`Operator token, shown only this once: ${token}\n`);
    await http.listen(app);
    return config.publicUrl(config.platformHost);
  },
  root,
);
