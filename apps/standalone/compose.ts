import { createServer, type Server } from 'node:http';
import type { Config } from '#kernel/config';
import type { Progress } from './progress.js';
import type { Welcome } from './welcome.js';

export interface Setting {
  readonly config: Config;
  /** Of `DATABASE_URL`, or of the embedded server. */
  readonly databaseUrl: string;
  readonly progress: Progress;
  /** Aborted when somebody wants the start to end: give up soon, by throwing. */
  readonly stopping: AbortSignal;
}

/** The application that answers requests and runs tasks. */
export interface Running {
  readonly welcome: Welcome;
  /** Finishes the requests in flight, within 10 s. */
  close(): Promise<void>;
}

/** The three steps after `Database`; an error on the way leaves nothing running. */
export async function startApplication({ config, progress }: Setting): Promise<Running> {
  await progress.step('Migrations', () => Promise.resolve());
  await progress.step('Communities', () => Promise.resolve());
  const server = createServer((_, response) => response.writeHead(503).end());
  await progress.step('Server', () => listen(server, config));
  const welcome = { communities: [], platformUrl: config.publicUrl(config.platformHost), curls: [] };
  return { welcome, close: () => new Promise((resolve) => void server.close(() => resolve())) };
}

function listen(server: Server, { port, listenHost: host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, resolve);
  });
}
