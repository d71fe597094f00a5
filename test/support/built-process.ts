import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort, until } from './npm-start.js';
import { repositoryRoot, workerCluster } from './worker-cluster.js';

/** One of the built processes over this worker's database, as an image runs it; to be killed for real. */
export class BuiltProcess {
  output = '';
  readonly ended: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    readonly managementPort: number,
  ) {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  }

  static async start(app: 'api' | 'worker', more: Readonly<Record<string, string>> = {}): Promise<BuiltProcess> {
    const [port, managementPort] = [await freePort(), await freePort()];
    const settings = {
      PORT: String(port),
      MANAGEMENT_PORT: String(managementPort),
      DATABASE_URL: (await workerCluster()).url,
      LISTEN_HOST: '127.0.0.1',
      SECRET_KEY: 'a key that only the tests know, 32+ characters',
      LOG_LEVEL: 'fatal',
      NODE_ENV: '',
      ...more,
    };
    const main = join(repositoryRoot, 'dist', 'apps', app, 'main.js');
    const made = new BuiltProcess(
      spawn(process.execPath, [main], { env: { ...process.env, ...settings } }),
      port,
      managementPort,
    );
    await until(
      () => made.output.includes('Ready in') || made.child.exitCode !== null,
      60_000,
      () => made.output,
    );
    if (made.child.exitCode !== null) throw new Error(`The ${app} ended at its start: ${made.output}`);
    return made;
  }

  get pid(): number {
    return this.child.pid!;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
