import type { Config } from '#kernel/config';
import { Log } from '#kernel/logging';
import { sayReady, sentenceFor } from './said-at-start.js';
import { Supervisor } from './supervisor.js';

/** Several api processes over one port, looked after by this one. */
export async function supervise(config: Config, file: string): Promise<void> {
  const fail = (error: Error): never => {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exit(1);
  };
  let isAsked = false;
  const stop = (): void => {
    isAsked = true;
    void supervisor.stop().then(() => process.exit(0));
  };
  const failLater = (error: Error): void => void supervisor.stop().then(() => fail(error));
  const supervisor = new Supervisor({ file, count: config.webConcurrency }, new Log(config), failLater);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  process.on('SIGHUP', () => void supervisor.roll());
  try {
    sayReady(await supervisor.start());
  } catch (error) {
    if (!isAsked) fail(error as Error);
  }
}
