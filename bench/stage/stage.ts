import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Passwords } from '#kernel/crypto';
import { loadConfig } from '#kernel/config';
import { type BenchTenant, makeTenants } from '../data/tenants.js';
import { Client } from '../http/client.js';
import { say } from '../line.js';
import type { Undo } from '../undo.js';
import { freePort } from './free-port.js';
import { BenchPostgres } from './postgres.js';
import { ServerProcess } from './server.js';

export const memberPassword = 'herons-at-dawn';
const mainOf = (root: string, app: 'standalone' | 'api' | 'worker') => join(root, 'dist', 'apps', app, 'main.js');

/** The server under test over a database of its own, and the tenants that measures share. */
export class Stage {
  readonly operatorToken = randomBytes(24).toString('base64url');
  private readonly made: BenchTenant[] = [];
  private passwordHash?: string;
  private process?: ServerProcess;

  private constructor(
    readonly root: string,
    readonly folder: string,
    readonly postgres: BenchPostgres,
    readonly client: Client,
    private readonly undo: Undo,
  ) {}

  static async open(root: string, undo: Undo): Promise<Stage> {
    const folder = temporaryFolder(undo);
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir, { mode: 0o711 });
    const starting = BenchPostgres.start(dataDir);
    undo.push(async () => (await starting.catch(() => null))?.stop()); // also when it is still starting
    const postgres = await starting;
    const client = new Client(await freePort());
    undo.push(() => client.close());
    const stage = new Stage(root, folder, postgres, client, undo);
    await stage.startServer();
    return stage;
  }

  get port(): number {
    return this.client.port;
  }

  /** Process number of the server. */
  get pid(): number {
    return this.process!.pid;
  }

  /** With nothing in its memory that earlier measures left there. */
  async restartServer(...nodeOptions: string[]): Promise<void> {
    await this.process?.stop();
    await this.startServer(nodeOptions);
  }

  /** With further settings, until it is restarted without. */
  async restartServerWith(settings: Readonly<Record<string, string>>): Promise<void> {
    await this.process?.stop();
    await this.startServer([], settings);
  }

  /** For measures of other processes over the same database. */
  async stopServer(): Promise<void> {
    await this.process?.stop();
  }

  /** One of the built processes of its own, as an image runs them, over the database of the server or by way of `url`. */
  async startProcess(
    app: 'api' | 'worker',
    { url = this.postgres.url, ...more }: { url?: string; PORT?: string; REDIS_URL?: string } = {},
  ): Promise<ServerProcess> {
    const command = [process.execPath, mainOf(this.root, app)] as const;
    const { PORT: _, ...settings } = this.settings();
    const environment = { ...settings, DATABASE_URL: url, PORT: String(await freePort()), ...more };
    return ServerProcess.start({ folder: this.folder, command, environment }, this.undo);
  }

  /** The first `count` tenants with rows of their own, made when there are fewer. */
  async tenants(count: number): Promise<readonly BenchTenant[]> {
    const missing = count - this.made.length;
    if (missing > 0) {
      const since = performance.now();
      say(`  making ${missing} communities …`);
      const progress = (done: number): void => {
        if (done % 500 === 0) say(`  ${done} made`);
      };
      const plan = { url: this.postgres.url, root: this.root, count: missing, passwordHash: await this.password() };
      this.made.push(...(await makeTenants({ ...plan, progress })));
      await this.postgres.query('checkpoint'); // or it falls into a round
      say(`  … in ${((performance.now() - since) / 1000).toFixed(1)} s`);
    }
    return this.made.slice(0, count);
  }

  /** All that were made so far, and `least` of them at least. */
  async allTenants(least: number): Promise<readonly BenchTenant[]> {
    return this.tenants(Math.max(least, this.made.length));
  }

  /** What all members of all communities sign in by, as the services hash it. */
  async password(): Promise<string> {
    return (this.passwordHash ??= await new Passwords(loadConfig({})).hash(memberPassword));
  }

  private async startServer(
    nodeOptions: readonly string[] = [],
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const command = [process.execPath, ...nodeOptions, mainOf(this.root, 'standalone')] as const;
    const environment = { ...this.settings(), ...more };
    this.process = await ServerProcess.start({ folder: this.folder, command, environment }, this.undo);
  }

  private settings() {
    return {
      PORT: String(this.port),
      DATA_DIR: join(this.folder, 'data'),
      DEMO: '0',
      OPERATOR_TOKEN: this.operatorToken,
      RATE_LIMITS: '0',
    };
  }
}

/** Others may pass through it, for as root the database runs as another user. */
export function temporaryFolder(undo: Undo): string {
  undo.refuseAtEnd();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'paopao-bench-')));
  chmodSync(folder, 0o711);
  undo.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return folder;
}
