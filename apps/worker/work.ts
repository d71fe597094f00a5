import { join } from 'node:path';
import { Readiness } from '#kernel/http';
import { Dispatcher, MediaChildren, TaskCapacity } from '#kernel/jobs';
import { SearchKeeper } from '#kernel/search-mirror';
import { OperationsRunner } from '#platform/provisioning';
import { createApi } from '../api/create-api.js';
import { launch } from '../api/launch.js';
import { stopOnSignal } from './stop-on-signal.js';

const mediaChild = join(import.meta.dirname, 'media-child.js');

/** The same application without a listening socket: what it is for is its tasks, and operations whose process is gone. */
export const work = (root: string): Promise<void> =>
  launch(
    'The worker process',
    async (config, database) => {
      const { app, http } = await createApi(config, database);
      stopOnSignal(app);
      app.get(TaskCapacity).asWorker();
      app.get(MediaChildren).use({ file: mediaChild, root });
      await http.listenForProbes(app);
      await app.get(Dispatcher).start();
      app.get(SearchKeeper).start();
      app.get(OperationsRunner).start();
      app.get(Readiness).setRunningTasks();
      // All else that keeps the process are connections: while the database is away it would end, without a word.
      setInterval(() => undefined, 60_000);
      return 'running tasks';
    },
    root,
  );
