import { join } from 'node:path';
import { Dispatcher } from '#kernel/jobs';
import { OperationsRunner } from '#platform/provisioning';
import { createApi } from '../api/create-api.js';
import { launch } from '../api/launch.js';

const root = join(import.meta.dirname, '..', '..', '..');

/** The same application without a listening socket: what it is for is its tasks, and operations whose process is gone. */
await launch(
  'The worker process',
  async (config, database) => {
    const { app } = await createApi(config, database);
    app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
    await app.get(Dispatcher).start();
    app.get(OperationsRunner).start();
    return 'running tasks';
  },
  root,
);
