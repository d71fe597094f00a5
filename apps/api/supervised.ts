import cluster from 'node:cluster';
import { subscribe } from 'node:diagnostics_channel';
import { setTimeout as pause } from 'node:timers/promises';
import { Config } from '#kernel/config';
import { Siblings } from '#kernel/siblings';
import type { Api } from './create-api.js';

/** What a web process tells its supervisor. */
export type FromWeb =
  | { readonly web: 'ready'; readonly place: string }
  /** It cannot start: one sentence, or the stack of a bug. */
  | { readonly web: 'refused'; readonly why: string }
  | { readonly web: 'alive' };

/** What it is told: to let another one serve in its place, or to say that it is alive. */
export type ToWeb = { readonly supervisor: 'leave' } | { readonly supervisor: 'look' };

/** So long whoever is connected is asked to connect anew with the next answer; then those who do not ask are cut off. */
const goodbye = 2_000;
/** Requests in flight have so long; after that they get what they get when a process is asked to stop. */
const patience = 10_000;

const isFromSupervisor = (message: unknown): message is ToWeb =>
  typeof message === 'object' && message !== null && 'supervisor' in message;

export const tellSupervisor = (message: FromWeb): Promise<void> =>
  new Promise((resolve) => {
    if (process.connected) process.send!(message, undefined, undefined, () => resolve());
    else resolve();
  });

/** What one community may do in a second is shared among the processes, unless Redis counts for all of them. */
export function partOf(config: Config): Config {
  const { redisUrl, tenantRequestsPerSecond, webConcurrency } = config;
  if (redisUrl) return config;
  const perSecond = Math.ceil(tenantRequestsPerSecond / webConcurrency);
  return new Config(Object.assign({}, config, { tenantRequestsPerSecond: perSecond }));
}

/** Before the process listens: from here on it is one of several. That it ends with its supervisor is seen to by Node.js. */
export function joinOthers({ app }: Api): void {
  app.get(Siblings).join();
  let isLeaving = false;
  process.on('message', (message: unknown) => {
    if (!isFromSupervisor(message)) return;
    if (message.supervisor === 'look') return void tellSupervisor({ web: 'alive' });
    if (isLeaving) return;
    isLeaving = true;
    void leave(app);
  });
}

/** Nobody is refused: another process listens already, and takes all connections that begin from now on. */
async function leave(app: Api['app']): Promise<void> {
  subscribe('http.server.request.start', (begun) => {
    (begun as { response: { shouldKeepAlive: boolean } }).response.shouldKeepAlive = false;
  });
  await pause(goodbye);
  const left = new Promise((resolve) => process.once('disconnect', resolve));
  cluster.worker!.disconnect(); // takes no more connections; the channel ends with the last of them
  await Promise.race([left, pause(patience)]);
  await app.close();
  process.exit(0);
}
