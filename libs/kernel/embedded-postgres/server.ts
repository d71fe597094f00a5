import { readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './ask.js';
import type { Binaries } from './binaries.js';
import { handOver, settingsFile } from './cluster.js';
import { run } from './command.js';
import { EmbeddedPostgresError } from './errors.js';
import type { Place } from './place.js';
import { recordOf } from './processes.js';

const recoveryMs = 10 * 60_000; // after a crash the server first reads its log again
const answerMs = 20_000;
const logLimit = 10 * 1024 * 1024;

/** One PostgreSQL server over one cluster folder: started, found, stopped. */
export class Server {
  constructor(
    private readonly place: Place,
    private readonly binaries: Binaries,
    private readonly password: string,
  ) {}

  /** The process of the server of this folder, also when another process started it. */
  pid(): number | null {
    const pid = Number(this.pidFile()[0]);
    return pid > 0 && this.isServer(pid) ? pid : null;
  }

  /** The port of a server that runs already and answers. One that does not answer is stopped. */
  async findRunning(): Promise<number | null> {
    const since = Date.now();
    for (let starting = false; this.pid(); await pause(100)) {
      const answer = await this.answer();
      if (typeof answer === 'number') return answer;
      starting = answer === 'starting';
      if (Date.now() - since < (starting ? recoveryMs : answerMs)) continue;
      await this.stop('immediate');
    }
    rmSync(join(this.place.folder, 'postmaster.pid'), { force: true }); // of a dead server: its number may be another's now
    return null;
  }

  /** Null when it runs; else what the server said. */
  async start(port: number, settings: Record<string, string>): Promise<string | null> {
    this.writeSettings({ ...settings, port: String(port) });
    const log = this.freshLog();
    const { code, output } = await this.pgCtl(['start', '-w', '-t', String(recoveryMs / 1000), '-l', log.path]);
    if (code === 0) return null;
    return this.fatalLine(log) ?? output.split('\n').at(-1) ?? `exit code ${code}`;
  }

  async stop(mode: 'fast' | 'immediate'): Promise<void> {
    if (!this.pid()) return;
    const { code, output } = await this.pgCtl(['stop', '-w', '-t', '60', '-m', mode]);
    if (code === 0 || !this.pid()) return;
    if (mode === 'fast') return this.stop('immediate');
    throw new EmbeddedPostgresError(`The database in ${this.place.folder} could not be stopped: ${output}.`);
  }

  /** Without waiting, for a process that is at its end. */
  signalStop(): void {
    const pid = this.pid();
    if (pid) process.kill(pid, 'SIGINT'); // what pg_ctl calls fast
  }

  private pgCtl(args: readonly string[]) {
    const { folder, account } = this.place;
    return run({ program: this.binaries.pgCtl, args: ['-D', folder, ...args], as: account, cwd: folder });
  }

  private async answer(): Promise<number | 'starting' | 'silent'> {
    const port = Number(this.pidFile()[3]);
    if (!port) return 'silent';
    const answer = await ask({ port, password: this.password, database: 'postgres' }, 'show data_directory');
    if (answer.refusal === 'cannot-connect-now') return 'starting';
    if (answer.refusal === 'wrong-password') {
      throw new EmbeddedPostgresError(
        `The database in ${this.place.folder} has another password than postgres.json says.`,
      );
    }
    return answer.value !== undefined && realpathSync(answer.value) === realpathSync(this.place.folder)
      ? port
      : 'silent';
  }

  private pidFile(): string[] {
    try {
      return readFileSync(join(this.place.folder, 'postmaster.pid'), 'utf8').split('\n');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  /** A server works in its folder. Where that cannot be seen, the process of that number is taken for it. */
  private isServer(pid: number): boolean {
    if (!recordOf(pid)) return false;
    if (process.platform !== 'linux') return true;
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(this.place.folder);
    } catch {
      return false;
    }
  }

  private writeSettings(settings: Record<string, string>): void {
    const file = join(this.place.folder, settingsFile);
    const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
    rmSync(`${file}.new`, { force: true });
    writeFileSync(`${file}.new`, lines.join(''), { mode: 0o600 });
    handOver(`${file}.new`, this.place.account);
    renameSync(`${file}.new`, file);
  }

  private freshLog(): { path: string; from: number } {
    const path = join(this.place.folder, 'server.log');
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (size < logLimit) return { path, from: size };
    renameSync(path, `${path}.1`);
    return { path, from: 0 };
  }

  private fatalLine({ path, from }: { path: string; from: number }): string | null {
    try {
      const lines = readFileSync(path).subarray(from).toString().split('\n');
      const line = lines.find((text) => /(FATAL|PANIC): /.test(text));
      return line?.replace(/^.*?(FATAL|PANIC): +/, '') ?? null;
    } catch {
      return null;
    }
  }
}
