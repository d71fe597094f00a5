import type { INestApplicationContext } from '@nestjs/common';
import { serveParent } from '#kernel/children';
import { failureText } from './failure-text.js';
import { TaskExecutor } from './task-executor.js';
import { TaskStop } from './task-stop.js';
import type { Task, TaskOutcome } from './task.js';

/** Where a child finds what its parent works with. */
export interface ChildDeployment {
  readonly url: string;
  readonly namespace: string;
  /** The project's folder. */
  readonly root: string;
}

/** The life of a child process that executes the tasks its parent hands over, as the parent would itself. */
export function serveTasks(boot: (deployment: ChildDeployment) => Promise<INestApplicationContext>): void {
  let executor: TaskExecutor;
  let stop: TaskStop | undefined;
  serveParent<ChildDeployment, Task, TaskOutcome>({
    start: async (deployment) => {
      const app = await boot(deployment);
      executor = app.get(TaskExecutor, { strict: false });
      stop = app.get(TaskStop, { strict: false });
    },
    work: (task) => executor.execute(task),
    tell: failureText,
    signalled: () => stop?.noteSignal(), // the parent says when
    end: () => stop?.tell(),
  });
}
