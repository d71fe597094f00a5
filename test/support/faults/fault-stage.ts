import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../npm-start.js';
import { RedisServer } from '../redis-server.js';
import { AppProcess } from './app-process.js';
import { doctor, type Diagnosis } from './doctor.js';
import { type FaultDatabase, makeDatabase } from './fault-database.js';
import { TaskTable } from './task-table.js';

export type Driver = 'in-process' | 'bullmq';

const operatorToken = 'the-operator-of-the-fault-suite';

/** A worker process, and the number by which the rows know it. */
export interface Worker {
  readonly process: AppProcess;
  readonly number: number;
}

/** A deployment in processes of its own: a built api, built workers, a database, and a Redis where the driver needs one. */
export class FaultStage {
  readonly operatorToken = operatorToken;
  readonly workers = new Set<Worker>();
  private server?: RedisServer;
  private starting: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly database: FaultDatabase,
    readonly tasks: TaskTable,
    readonly port: number,
    /** Where the files of all processes are. */
    readonly folder: string,
    private readonly api: AppProcess,
    /** Of every process. */
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async open(database?: FaultDatabase, further: Readonly<Record<string, string>> = {}): Promise<FaultStage> {
    const home = database ?? (await makeDatabase());
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'paopao-faults-'));
    const settings = { ...common(home, folder), ...further };
    const api = await AppProcess.start('api', { ...settings, PORT: String(port), OPERATOR_TOKEN: operatorToken });
    return new FaultStage(home, new TaskTable(home.url), port, folder, api, settings);
  }

  get redis(): RedisServer {
    if (!this.server) throw new Error('No Redis has been started.');
    return this.server;
  }

  get apiPid(): number {
    return this.api.pid;
  }

  async startRedis(): Promise<void> {
    this.server ??= await RedisServer.start();
  }

  /** One after the other, so that each one's number is known. */
  startWorker(driver: Driver): Promise<Worker> {
    const started = this.starting.then(() => this.start(driver));
    this.starting = started.catch(() => undefined);
    return started;
  }

  async startWorkers(driver: Driver, count: number): Promise<Worker[]> {
    return Promise.all(Array.from({ length: count }, () => this.startWorker(driver)));
  }

  /** By SIGKILL. */
  async kill(worker: Worker): Promise<void> {
    this.workers.delete(worker);
    await worker.process.kill();
  }

  async killWorkers(): Promise<void> {
    await this.starting;
    await Promise.all([...this.workers].map((worker) => this.kill(worker)));
  }

  async doctor(): Promise<Diagnosis> {
    return doctor(this.settings);
  }

  async close(): Promise<void> {
    await this.killWorkers();
    await this.api.kill();
    await this.server?.stop();
    await this.tasks.close();
    await pause(50); // the server notices who is gone
    await this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(driver: Driver): Promise<Worker> {
    if (driver === 'bullmq') await this.startRedis();
    const REDIS_URL = driver === 'bullmq' ? this.redis.url : '';
    const process = await AppProcess.start('worker', { ...this.settings, REDIS_URL });
    const worker = { process, number: await this.tasks.lastWorker() };
    this.workers.add(worker);
    return worker;
  }
}

const common = ({ url }: FaultDatabase, folder: string): Record<string, string> => ({
  DATA_DIR: folder,
  DATABASE_URL: url,
  DATABASE_NAMESPACE: '',
  LISTEN_HOST: '127.0.0.1',
  SECRET_KEY: 'a key that only the tests know, 32+ characters',
  PASSWORD_COST: 'lowest',
  RATE_LIMITS: '0',
  DEMO: '0',
  REDIS_URL: '',
});
