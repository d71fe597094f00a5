import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, statfs, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { FileFault, ToolKilled } from './media-made.js';
import { pidFile } from './work-folder.js';

/** What stands before a program so that it is held in its limits, and ends with this process. */
export type Harness = (limits: { readonly cpuSeconds: number; readonly fileBytes: number }) => readonly string[];

export interface ToolRun {
  /** Where it works; every file that it names is there. */
  readonly folder: string;
  readonly harness: Harness;
  /** When it must be done, as Date.now() tells it. */
  readonly until: number;
  /** Of one file that it writes. */
  readonly fileBytes?: number;
  readonly onLine?: (line: string) => void;
}

const MiB = 1024 * 1024;
/** No disk is full as long as so much is left. */
const enoughRoom = 16 * MiB;
const mostOutput = MiB;
/** All processors together. */
const threads = 2;
/** Of its time: who is ended by a signal that it heeds has not used up its processor time before. */
const most = 0.8;
/** By which a program is ended that has taken too much of something, and by which one that has met what it cannot stand. */
const endings: Partial<Record<NodeJS.Signals, 'timed-out' | 'too-large' | 'damaged'>> = {
  SIGXCPU: 'timed-out',
  SIGXFSZ: 'too-large',
  SIGSEGV: 'damaged',
  SIGABRT: 'damaged',
  SIGBUS: 'damaged',
  SIGFPE: 'damaged',
  SIGILL: 'damaged',
};
const running = new Set<() => void>();
const endAll = () => running.forEach((kill) => kill());

/**
 * Answers what the program writes to its output. It knows nothing of our environment. What is the file's fault is thrown
 * as FileFault; all else is worth another attempt.
 */
export async function runTool(program: string, args: readonly string[], run: ToolRun): Promise<string> {
  const { folder, harness, until, fileBytes = MiB } = run;
  const left = until - Date.now();
  if (left <= 0) throw new FileFault('timed-out');
  const cpuSeconds = Math.ceil((left / 1000) * threads);
  const [first, ...rest] = [...harness({ cpuSeconds, fileBytes }), program, ...args];
  // In a group of its own: a terminal's Ctrl-C is not for it.
  const child = spawn(first!, rest, { cwd: folder, env: {}, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const kill = () => endGroup(child.pid);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, left);
  if (!running.size) process.on('exit', endAll);
  running.add(kill);
  try {
    const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
    const noted = child.pid === undefined ? undefined : writeFile(pidFile(folder, child.pid), '');
    const [[code, signal], output] = await Promise.all([ended, read(child.stdout, run), noted]);
    if (isLate) throw new FileFault('timed-out');
    if (code !== 0) throw await reasonOf(code, signal, { folder, wasSlow: until - Date.now() < left * (1 - most) });
    return output;
  } finally {
    clearTimeout(timer);
    running.delete(kill);
    if (!running.size) process.off('exit', endAll);
    kill();
    if (child.pid !== undefined) await rm(pidFile(folder, child.pid), { force: true });
  }
}

async function read(output: Readable, { onLine }: ToolRun): Promise<string> {
  let text = '';
  let rest = '';
  for await (const chunk of output.setEncoding('utf8') as AsyncIterable<string>) {
    if (onLine) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!.slice(0, 1000);
      lines.forEach(onLine);
    } else text += chunk;
    if (text.length > mostOutput) throw new FileFault('damaged');
  }
  return text;
}

/** With whatever it has started. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // nothing of it is left
  }
}

async function reasonOf(
  code: number | null,
  signal: NodeJS.Signals | null,
  { folder, wasSlow }: { folder: string; wasSlow: boolean },
): Promise<Error> {
  if (signal) {
    const fault = endings[signal];
    return fault ? new FileFault(fault) : new ToolKilled(`A program was ended by ${signal}.`);
  }
  // How ffmpeg ends when it heeds a signal: that of the CPU limit, or one for all processes of a service that stops.
  if (code === 255) return wasSlow ? new FileFault('timed-out') : new ToolKilled('A program was told to end.');
  if (code === 126 || code === 127) return new Error('A program could not be started.'); // say prlimit and the system's loader
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < enoughRoom) return new Error('There is no room left for working on files.');
  return new FileFault('damaged');
}
