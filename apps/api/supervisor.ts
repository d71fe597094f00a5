import cluster from 'node:cluster';
import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '#kernel/config';
import type { Log } from '#kernel/logging';
import { SiblingRelay } from '#kernel/siblings';
import { WebProcess } from './web-process.js';

/** Deaths within the last minute make the next start wait: the second one a little, each further one twice as long. */
const countedFor = 60_000;
const shortestPause = 250;
const longestPause = 10_000;
/** So many in a row that do not start, while none serves, and it is given up. */
const mostMisfires = 5;
const lookEvery = 5_000;
/** Within 10 s everything has ended; who leaves so that another one serves has longer. */
const stopWithin = 9_700;
const leaveWithin = 30_000;

export interface Plan {
  /** What a web process runs. */
  readonly file: string;
  readonly count: number;
  /** Settings that it would not know otherwise. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A start was broken off. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

/**
 * Starts web processes that share one port, and keeps as many of them: one that dies is started again, one at a time. It
 * hands out connections in turn, and passes on what the processes tell each other; it answers nobody itself.
 */
export class Supervisor {
  readonly relay = new SiblingRelay();
  private readonly webs = new Set<WebProcess>();
  private readonly stopping = new AbortController();
  private deaths: number[] = [];
  private misfires = 0;
  private isRolling = false;
  private turns: Promise<unknown> = Promise.resolve();
  private timer?: NodeJS.Timeout;

  /** `onGivingUp`: none of them serves, and none can be started any more. */
  constructor(
    private readonly plan: Plan,
    private readonly log: Pick<Log, 'log' | 'warn'>,
    private readonly onGivingUp: (error: Error) => void,
  ) {
    cluster.schedulingPolicy = cluster.SCHED_RR;
    cluster.setupPrimary({ exec: plan.file, args: [] });
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Answers where they serve, as soon as all of them do. One that says why it cannot start ends it all. */
  async start(): Promise<string> {
    try {
      const webs = Array.from({ length: this.plan.count }, () => this.begin());
      const [place] = await Promise.all(webs.map(({ ready }) => ready.catch((error: Error) => this.tryAgain(error))));
      this.timer = setInterval(() => this.webs.forEach((web) => web.look()), lookEvery).unref();
      return place!;
    } catch (error) {
      await this.end('SIGKILL');
      throw error;
    }
  }

  /** Starts all anew, one by one: each leaves when another one serves in its place. */
  async roll(): Promise<void> {
    if (this.isRolling || this.isStopping) return;
    this.isRolling = true;
    try {
      for (const web of this.serving()) await this.inTurn(() => this.swap(web));
      this.log.log('All web processes have been started anew.');
    } catch (error) {
      if (!this.isStopping) this.log.warn('A new web process does not start; those there are go on.', error as Error);
    } finally {
      this.isRolling = false;
    }
  }

  /** All at once; each finishes the requests it has begun. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    const last = setTimeout(() => this.kill('SIGKILL'), stopWithin);
    this.kill(signal);
    await Promise.all([...this.webs].map(({ gone }) => gone));
    clearTimeout(last);
  }

  private kill(signal: NodeJS.Signals): void {
    for (const web of this.webs) web.kill(signal);
  }

  private serving(): WebProcess[] {
    return [...this.webs].filter(({ isReady, isLeaving }) => isReady && !isLeaving);
  }

  private begin(): WebProcess {
    if (this.isStopping) throw new Stopped();
    const web = new WebProcess(this.relay, this.plan.env);
    this.webs.add(web);
    void web.gone.then((how) => this.noteEnd(web, how));
    return web;
  }

  private noteEnd(web: WebProcess, how: string): void {
    this.webs.delete(web);
    if (this.isStopping || web.isLeaving) return;
    this.deaths.push(Date.now());
    if (!web.isReady) return;
    this.log.warn('A web process has ended; another one is started.', { pid: web.pid, how });
    this.inTurn(() => this.fillUp()).catch((error: Error) => this.isStopping || this.onGivingUp(error));
  }

  /** Of those that are started together: one that has said why it cannot would say so again. */
  private async tryAgain(error: Error): Promise<string> {
    if (error instanceof StartError || this.isStopping) throw error;
    this.noteMisfire(error);
    return this.inTurn(() => this.beginPatiently());
  }

  private async fillUp(): Promise<void> {
    if (this.serving().length < this.plan.count) await this.beginPatiently();
  }

  private async beginPatiently(): Promise<string> {
    for (;;) {
      await this.rest();
      try {
        const place = await this.begin().ready;
        this.misfires = 0;
        return place;
      } catch (error) {
        this.noteMisfire(error as Error);
      }
    }
  }

  private noteMisfire(error: Error): void {
    if (this.isStopping) throw new Stopped();
    this.misfires += 1;
    this.log.warn('A web process does not start; it is tried again.', error);
    if (this.misfires >= mostMisfires && this.serving().length === 0)
      throw new StartError(`The web processes do not start, after ${this.misfires} trials: ${error.message}`);
  }

  private async rest(): Promise<void> {
    this.deaths = this.deaths.filter((at) => Date.now() - at < countedFor);
    const many = this.deaths.length - 2;
    if (many < 0) return;
    const { signal } = this.stopping;
    await pause(Math.min(longestPause, shortestPause * 2 ** many), undefined, { signal }).catch(() => undefined);
  }

  private async swap(web: WebProcess): Promise<void> {
    if (!this.webs.has(web)) return; // another one has been started for it
    await this.begin().ready;
    web.isLeaving = true;
    web.tell({ supervisor: 'leave' });
    const last = setTimeout(() => web.kill('SIGKILL'), leaveWithin);
    await web.gone;
    clearTimeout(last);
  }

  /** One after the other: never is more than one being started again. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.turns.then(work);
    this.turns = turn.catch(() => undefined);
    return turn;
  }
}
