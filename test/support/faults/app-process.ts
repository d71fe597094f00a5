import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { until } from '../npm-start.js';
import { repositoryRoot } from '../worker-cluster.js';

/** A built api or worker with the settings given to it: to be killed, held up and let go on. */
export class AppProcess {
  readonly ended: Promise<void>;
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-20_000)));
    this.ended = new Promise((resolve) => child.once('close', () => resolve()));
  }

  static async start(app: 'api' | 'worker', settings: Readonly<Record<string, string>>): Promise<AppProcess> {
    const main = join(repositoryRoot, 'dist', 'apps', app, 'main.js');
    const env = { ...process.env, NODE_ENV: '', LOG_LEVEL: 'fatal', ...settings };
    const made = new AppProcess(spawn(process.execPath, [main], { env }));
    await until(
      () => made.output.includes('Ready in') || !made.isAlive,
      60_000,
      () => made.output,
    );
    if (!made.isAlive) throw new Error(`The ${app} ended at its start: ${made.output}`);
    return made;
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  get pid(): number {
    return this.child.pid!;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    if (this.isAlive) this.child.kill('SIGKILL');
    await this.ended;
  }
}
