import { Worker } from 'node:worker_threads';
import type { FromChild, ToChild } from './child-messages.js';

interface Service<Start, Work, Answer> {
  start(start: Start): Promise<void>;
  /** One at a time. */
  work(work: Work): Promise<Answer>;
  /** What a failure is told as: nothing of the work. */
  tell(error: Error): string;
  /** A signal has come, which are the parent's business. */
  signalled?(): void;
  /** Before the end, which is when the parent's comes. */
  end?(): Promise<void> | undefined;
}

/** The life of a child process: it does what its parent hands over, and ends when its parent does. */
export function serveParent<Start, Work, Answer>(service: Service<Start, Work, Answer>): void {
  const send = (message: FromChild<Answer>): void => {
    if (process.connected) process.send?.(message);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => service.signalled?.());
  process.once('disconnect', () => void Promise.resolve(service.end?.()).then(() => process.exit(0)));
  watchParent();
  process.on('message', (message: ToChild<Work>) => {
    if ('start' in message) return void service.start(message.start as Start).then(() => send({ ready: true }));
    void service.work(message.work).then(
      (answer) => send({ answer }),
      (error: unknown) => send({ failed: service.tell(error as Error) }),
    );
  });
}

/** Work that never yields would keep the end of the channel from being seen: so a thread beside it looks too. */
function watchParent(): void {
  const look = `setInterval(() => process.ppid === ${process.ppid} || process.kill(process.pid, 'SIGKILL'), 500)`;
  new Worker(look, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 } }).unref();
}
