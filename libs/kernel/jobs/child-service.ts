import { Worker } from 'node:worker_threads';
import type { INestApplicationContext } from '@nestjs/common';
import type { ChildDeployment, FromChild, ToChild } from './child-messages.js';
import { failureText } from './failure-text.js';
import { TaskExecutor } from './task-executor.js';
import { TaskStop } from './task-stop.js';
import type { Task } from './task.js';

const send = (message: FromChild): void => {
  if (process.connected) process.send?.(message);
};

/**
 * The life of a child process: it executes the tasks that its parent hands over, as the parent would itself, and ends
 * when its parent does.
 */
export function serveTasks(boot: (deployment: ChildDeployment) => Promise<INestApplicationContext>): void {
  let executor: TaskExecutor;
  let stop: TaskStop | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop?.noteSignal()); // the parent says when
  process.once('disconnect', () => void Promise.resolve(stop?.tell()).then(() => process.exit(0)));
  watchParent();
  process.on('message', (message: ToChild) => {
    if ('task' in message) return void execute(executor, message.task);
    void boot(message.deployment).then((app) => {
      executor = app.get(TaskExecutor, { strict: false });
      stop = app.get(TaskStop, { strict: false });
      send({ ready: true });
    });
  });
}

async function execute(executor: TaskExecutor, task: Task): Promise<void> {
  try {
    send({ outcome: await executor.execute(task) });
  } catch (error) {
    send({ unrecorded: failureText(error as Error) });
  }
}

/** A handler that never yields would keep the end of the channel from being seen: so a thread beside it looks too. */
function watchParent(): void {
  const look = `setInterval(() => process.ppid === ${process.ppid} || process.kill(process.pid, 'SIGKILL'), 500)`;
  new Worker(look, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 } }).unref();
}
