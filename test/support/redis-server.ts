import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort, until } from './npm-start.js';

/** A real Redis on a port of its own: to be emptied, stopped, held up and started again. */
export class RedisServer {
  private child?: ChildProcess;
  private readonly clients: Redis[] = [];

  private constructor(readonly port: number) {}

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.run();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Empty: nothing is kept on disk. */
  async run(): Promise<void> {
    const settings = { port: this.port, bind: '127.0.0.1', dir: mkdtempSync(join(tmpdir(), 'redis-')), save: '' };
    const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = spawn('redis-server', [...words, '--appendonly', 'no', '--maxmemory-policy', 'noeviction']);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', (error) => (said += error.message));
    this.child = child;
    await until(
      () => said.includes('Ready to accept connections'),
      10_000,
      () => said,
    );
  }

  client(): Redis {
    const client = new Redis(this.url, { maxRetriesPerRequest: null });
    client.on('error', () => undefined); // it is away on purpose
    this.clients.push(client);
    return client;
  }

  /** SIGSTOP: takes connections and never answers; SIGCONT: goes on. */
  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Gone, as after a crash. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.disconnect();
    await this.kill();
  }
}
