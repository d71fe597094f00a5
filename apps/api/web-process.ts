import cluster, { type Worker } from 'node:cluster';
import { StartError } from '#kernel/config';
import { type FromSibling, isOfSiblings, type SiblingRelay, type ToSibling } from '#kernel/siblings';
import type { FromWeb, ToWeb } from './supervised.js';

/** One that has not said so often in a row that it is alive will not do anything any more. */
const mostMisses = 6;

/** One of the processes that share a port, as their supervisor sees it. */
export class WebProcess {
  /** With where it serves; rejects when it ends before, with a StartError if it has said why. */
  readonly ready: Promise<string>;
  /** With how it ended. */
  readonly gone: Promise<string>;
  isReady = false;
  /** It has been asked to. */
  isLeaving = false;
  private misses = 0;
  private why?: string;
  private readonly worker: Worker;

  constructor(relay: SiblingRelay, env: Readonly<Record<string, string>> | undefined) {
    const worker = cluster.fork(env);
    this.worker = worker;
    this.gone = new Promise((resolve) => {
      worker.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
      worker.on('error', () => worker.process.pid === undefined && resolve('could not be started'));
    });
    void this.gone.then(() => relay.left(worker.id));
    const serving = new Promise<string>((resolve) =>
      worker.on('message', (message: FromWeb | FromSibling) => {
        if (isOfSiblings(message)) relay.hear(worker.id, message as FromSibling, (told) => this.tell(told));
        else this.hear(message, resolve);
      }),
    );
    const ended = this.gone.then((how) => {
      throw this.why === undefined ? new Error(`A web process ${how} at its start.`) : new StartError(this.why);
    });
    this.ready = Promise.race([serving, ended]);
    ended.catch(() => undefined); // also when it has served before
  }

  get pid(): number | undefined {
    return this.worker.process.pid;
  }

  tell(message: ToWeb | ToSibling): void {
    if (this.worker.isConnected()) this.worker.process.send(message, () => undefined); // its end is seen elsewhere
  }

  kill(signal: NodeJS.Signals): void {
    this.worker.process.kill(signal);
  }

  /** Asks whether it is alive; one that never answers is killed. */
  look(): void {
    if (!this.isReady || this.isLeaving) return;
    if (this.misses >= mostMisses) return this.kill('SIGKILL');
    this.misses += 1;
    this.tell({ supervisor: 'look' });
  }

  private hear(message: FromWeb, serves: (place: string) => void): void {
    if (message.web === 'alive') this.misses = 0;
    else if (message.web === 'refused') this.why = message.why;
    else {
      this.isReady = true;
      serves(message.place);
    }
  }
}
