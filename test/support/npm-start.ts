import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { repositoryRoot } from './worker-cluster.js';

export interface StartOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly environment?: Record<string, string>;
}

/** `npm start` as a person runs it: a process tree of its own, with the output a person sees. */
export class NpmStart {
  output = '';
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor({ port, dataDir, environment = {} }: StartOptions) {
    this.child = spawn('npm', ['start'], {
      cwd: repositoryRoot,
      detached: true,
      env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, NODE_ENV: '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.ended = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
  }

  /** Of npm itself. */
  get pid(): number {
    return this.child.pid!;
  }

  /** Resolves with the lines before it once the line `Ready in …` is there. */
  async ready(): Promise<string> {
    let code: number | null | undefined;
    void this.ended.then((ended) => (code = ended));
    const isReady = () => /^Ready in [\d.]+ s: http/m.test(this.output);
    await until(
      () => isReady() || code !== undefined,
      60_000,
      () => this.output,
    );
    if (!isReady()) throw new Error(`npm start ended with ${code}:\n${this.output}`);
    return this.output;
  }

  /** As Ctrl-C does: to every process of the terminal's group. */
  interrupt(): void {
    this.signalGroup('SIGINT');
  }

  killNpm(): void {
    process.kill(this.pid, 'SIGKILL');
  }

  /** Whatever happened to a test, nothing is left. */
  async end(): Promise<void> {
    this.signalGroup('SIGTERM');
    await Promise.race([this.ended, pause(15_000, undefined, { ref: false })]);
    this.signalGroup('SIGKILL');
  }

  private signalGroup(signal: NodeJS.Signals): void {
    try {
      process.kill(-this.pid, signal);
    } catch {
      return; // the whole group has ended
    }
  }
}

export { pause };

export async function until(holds: () => boolean, most: number, why: () => string = () => ''): Promise<void> {
  const from = Date.now();
  while (!holds()) {
    if (Date.now() - from > most) throw new Error(`It did not happen in ${most} ms. ${why()}`);
    await pause(25);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Of the embedded server that keeps its files below this data folder; undefined when none runs. */
export function databaseProcess(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
  return isRunning(pid) ? pid : undefined;
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
