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

/** The built server in a process of its own, told to stop as a terminal does it. */
export class ServerProcess {
  /** Milliseconds from its start to the Ready line. */
  startedIn = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly group: boolean,
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
    const child = spawn(program, args, { stdio: ['ignore', output, output], env, detached: group });
    closeSync(output);
    const server = new ServerProcess(child, group);
    undo.push(() => server.stop()); // also while it starts
    await server.ready(log);
    server.startedIn = performance.now() - since;
    return server;
  }

  private async ready(log: string): Promise<void> {
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
    const ended = once(this.child, 'exit').then(() => true);
    end(this.child, this.group, 'SIGINT');
    if (await Promise.race([ended, pause(stopMs, false, { ref: false })])) return;
    end(this.child, this.group, 'SIGKILL');
    await ended;
  }
}

function end(child: ChildProcess, group: boolean, signal: NodeJS.Signals): void {
  try {
    process.kill(group ? -child.pid! : child.pid!, signal);
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
