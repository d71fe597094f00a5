import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Undo } from '../undo.js';
import { freePort } from './free-port.js';

const patienceMs = 10_000;

/** A real Redis on a port of its own, which keeps nothing on disk. */
export class BenchRedis {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: Redis,
    readonly url: string,
  ) {}

  static async start(folder: string, undo: Undo): Promise<BenchRedis> {
    const port = await freePort();
    undo.refuseAtEnd();
    const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
    const child = spawn('redis-server', options, { stdio: 'ignore' });
    const missing = once(child, 'error').then(([error]: Error[]) => {
      throw new Error(`The measure needs redis-server (apt-get install redis-server): ${error!.message}`);
    });
    missing.catch(() => undefined); // thrown below, while it starts
    const url = `redis://127.0.0.1:${port}`;
    const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
    client.on('error', () => undefined); // it is still starting
    const redis = new BenchRedis(child, client, url);
    undo.push(() => redis.stop());
    const late = pause(patienceMs, undefined, { ref: false }).then(() => {
      throw new Error('Redis did not start.');
    });
    late.catch(() => undefined);
    await Promise.race([client.ping(), missing, late]);
    return redis;
  }

  /** Scripts run since it was started: by these BullMQ takes up, hands out and ends jobs. */
  async scripts(): Promise<number> {
    const said = await this.client.info('commandstats');
    return Number(/^cmdstat_evalsha:calls=(\d+)/m.exec(said)?.[1] ?? 0);
  }

  async stop(): Promise<void> {
    this.client.disconnect();
    const { exitCode, signalCode } = this.child;
    if (exitCode !== null || signalCode !== null || this.child.pid === undefined) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}
