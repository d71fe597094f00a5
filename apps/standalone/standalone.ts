import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig, StartError, type Config } from '#kernel/config';
import { EmbeddedPostgres, makeDataDir } from '#kernel/embedded-postgres';
import type { Running } from './compose.js';
import { keepRunning } from './database-watch.js';
import { lockInstance } from './instance-lock.js';
import type { Launch } from './launch.js';
import { asRefusal, ensurePortFree } from './ports.js';
import { Progress } from './progress.js';
import { StartRefused } from './start-refused.js';
import { renderWelcome } from './welcome.js';

const closeMs = 10_500;

/** Server and database in one process. Everything started notes how it is stopped, and is stopped last first. */
export class Standalone {
  private readonly stopping = new AbortController();
  private readonly undo: (() => Promise<void> | void)[] = [];
  private readonly progress: Progress;
  private postgres?: EmbeddedPostgres;
  private failure?: unknown;

  constructor(
    private readonly launch: Launch,
    /** The project's folder. */
    private readonly root: string,
  ) {
    this.progress = new Progress(launch.done, launch.total);
  }

  /** Runs until it is stopped; answers the exit code. */
  async run(): Promise<number> {
    try {
      await this.start();
      if (!this.stopping.signal.aborted) await once(this.stopping.signal, 'abort');
    } catch (error) {
      if (!this.stopping.signal.aborted) this.failure = error; // else it only says that the start was broken off
    }
    await this.stopEverything();
    return this.failure === undefined ? 0 : 1;
  }

  /** May be called at any moment, and again. */
  stop(): void {
    if (this.stopping.signal.aborted) return;
    this.stopping.abort();
    this.print('Stopping …');
  }

  /** After a bug that nobody caught: nothing may be left running. */
  fail(error: unknown): void {
    this.failure ??= error;
    this.stopping.abort();
  }

  /** When something ended the process behind our back. */
  atExit(): void {
    this.postgres?.stopWithoutWaiting();
  }

  private async start(): Promise<void> {
    const config = loadConfig(undefined, { LOG_FILE: join(loadConfig().dataDir, 'server.log') }); // the screen is for people
    makeDataDir(config.dataDir);
    const lock = await lockInstance(config.dataDir, this.launch.ancestors);
    this.undo.push(() => lock.release());
    await ensurePortFree({ host: config.listenHost, port: config.port });
    this.continue();
    const loading = import('./compose.js'); // takes about as long as the database
    loading.catch(() => undefined); // awaited below
    const databaseUrl = await this.progress.step('Database', () => this.startDatabase(config));
    const { startApplication } = await loading;
    this.continue();
    const { root, progress } = this;
    const fail = (error: Error) => this.fail(error);
    const setting = { config, databaseUrl, root, progress, stopping: this.stopping.signal, fail };
    const { welcome } = await this.orGiveUp(startApplication(setting), config);
    this.continue();
    const seconds = (performance.now() / 1000).toFixed(1); // since the process began, so with installing and building
    this.print([...renderWelcome(welcome), '', `Ready in ${seconds} s: ${welcome.platformUrl}`].join('\n'));
    if (this.postgres) this.undo.push(keepRunning(this.postgres, (error) => this.fail(error)));
  }

  private async startDatabase({ databaseUrl, dataDir }: Config): Promise<string> {
    if (databaseUrl) return databaseUrl;
    const postgres = await EmbeddedPostgres.start({ dataDir, progress: (text) => this.progress.remark(text) });
    this.postgres = postgres;
    this.undo.push(() => postgres.stop());
    return postgres.url;
  }

  /** A stop in the middle waits for the application a while, then the database is stopped under it. */
  private async orGiveUp(starting: Promise<Running>, { port, listenHost: host }: Config): Promise<Running> {
    const gaveUp = once(this.stopping.signal, 'abort').then(() => pause(closeMs));
    const running = await Promise.race([starting, gaveUp.then(() => null)]).catch((error: unknown) => {
      throw asRefusal(error, { host, port });
    });
    if (!running) throw new StartRefused('The start did not end in time.');
    this.undo.push(() => Promise.race([running.close(), pause(closeMs)]));
    return running;
  }

  private continue(): void {
    this.stopping.signal.throwIfAborted();
  }

  private async stopEverything(): Promise<void> {
    for (const step of this.undo.reverse()) {
      try {
        await step();
      } catch (error) {
        this.failure ??= error; // the rest has to be stopped all the same
      }
    }
    if (this.failure === undefined) this.print('Stopped.');
    else console.error(sentenceFor(this.failure));
  }

  private print(text: string): void {
    process.stdout.write(`${text}\n`);
  }
}

function sentenceFor(error: unknown): string {
  if (error instanceof StartError) return error.message;
  return `Paopao Cloud has to stop: ${error instanceof Error ? error.stack : String(error)}`;
}
