import { Worker } from 'node:worker_threads';
import type { INestApplicationContext } from '@nestjs/common';
import type { ChildDeployment, FromChild, ToChild } from './child-messages.js';
import { failureText } from './failure-text.js';
import { TaskExecutor } from './task-executor.js';
import type { Task } from './task.js';

const send = (message: FromChild): void => void process.send?.(message);

/**
 * The life of a child process: it executes the tasks that its parent hands over, as the parent would itself, and ends
 * when its parent does.
 */
export function serveTasks(boot: (deployment: ChildDeployment) => Promise<INestApplicationContext>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined); // the parent says when
  process.once('disconnect', () => process.exit(0));
  watchParent();
  let executor: TaskExecutor;
  process.on('message', (message: ToChild) => {
    if ('task' in message) return void execute(executor, message.task);
    void boot(message.deployment).then((app) => {
      executor = app.get(TaskExecutor, { strict: false });
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
