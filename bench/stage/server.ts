import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { settings } from '#kernel/config';
import type { Undo } from '../undo.js';

const readyLine = /^Ready in [\d.]+ s: /m;
const startMs = 180_000;
const stopMs = 30_000;
let logs = 0;

export interface ServerSettings {
  readonly folder: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly environment: Record<string, string>;
  /** Stops the whole process group: npm, its shell and the server. */
  readonly group?: boolean;
}

/** Whoever looks into the servers of a run while they work. */
export interface Onlooker {
  /** Options of Node with which they start. */
  readonly nodeOptions: readonly string[];
  ready(server: ServerProcess): Promise<void>;
  stopping(server: ServerProcess): Promise<void>;
}

let onlooker: Onlooker | undefined;

/** From now on each server is started for it. One that npm starts is left alone. */
export function letLookOn(by: Onlooker): void {
  onlooker = by;
}

/** The built server in a process of its own, told to stop as a terminal does it. */
export class ServerProcess {
  /** Milliseconds from its start to the Ready line. */
  startedIn = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly group: boolean,
    /** The file that has what it says. */
    readonly log: string,
    private readonly onlooker?: Onlooker,
  ) {}

  static async start(
    { folder, command, environment, group = false }: ServerSettings,
    undo: Undo,
  ): Promise<ServerProcess> {
    undo.refuseAtEnd();
    const log = join(folder, `server-${Date.now()}-${logs++}.log`);
    const output = openSync(log, 'a');
    const [program, ...args] = command;
    const since = performance.now();
    const env = { ...cleanEnvironment(), ...environment };
    const watching = program === process.execPath ? onlooker : undefined;
    const words = [...(watching?.nodeOptions ?? []), ...args];
    const child = spawn(program, words, { stdio: ['ignore', output, output], env, detached: group });
    closeSync(output);
    const server = new ServerProcess(child, group, log, watching);
    undo.push(() => server.stop()); // also while it starts
    await server.ready();
    server.startedIn = performance.now() - since;
    await watching?.ready(server);
    return server;
  }

  private async ready(): Promise<void> {
    const { log } = this;
    const ended = once(this.child, 'exit').then(() => true);
    const until = performance.now() + startMs;
    while (!readyLine.test(readFileSync(log, 'utf8'))) {
      if (await Promise.race([ended, pause(20).then(() => false)])) throw failed(log);
      if (performance.now() > until) throw failed(log);
    }
  }

  get pid(): number {
    return this.child.pid!;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async stop(): Promise<void> {
    if (!this.isRunning) return;
    try {
      await Promise.race([this.onlooker?.stopping(this), pause(stopMs, null, { ref: false })]);
    } finally {
      await this.end();
    }
  }

  private async end(): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.child, 'exit').then(() => true);
    signal(this.child, this.group, 'SIGINT');
    if (await Promise.race([ended, pause(stopMs, false, { ref: false })])) return;
    signal(this.child, this.group, 'SIGKILL');
    await ended;
  }
}

function signal(child: ChildProcess, group: boolean, name: NodeJS.Signals): void {
  try {
    process.kill(group ? -child.pid! : child.pid!, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Without the settings that somebody has in this shell: the server runs with those of `npm start`. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = new Set(Object.values(settings).map(({ name }) => name));
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.has(name)));
}

function failed(log: string): Error {
  const said = readFileSync(log, 'utf8').trim().split('\n').slice(-15).join('\n');
  return new Error(`The server did not become ready. Its last words:\n${said}`);
}
