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
  const child = spawn(first!, rest, { cwd: folder, env: {}, stdio: ['ignore', 'pipe', 'ignore'] });
  const kill = () => void child.kill('SIGKILL');
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
    if (code !== 0) throw await reasonOf(code, signal, folder);
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

async function reasonOf(code: number | null, signal: NodeJS.Signals | null, folder: string): Promise<Error> {
  if (signal) {
    const fault = endings[signal];
    return fault ? new FileFault(fault) : new ToolKilled(`A program was ended by ${signal}.`);
  }
  if (code === 255) return new FileFault('timed-out'); // how ffmpeg ends when it heeds a signal, as that of the CPU limit
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < enoughRoom) return new Error('There is no room left for working on files.');
  return new FileFault('damaged');
}
