import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Log } from '#kernel/logging';
import type { Harness } from './limited-tool.js';

export interface Tools {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly harness: Harness;
}

const run = promisify(execFile);
/** Errors of a program that is not there or is no program of this system, and signals that end one of another processor. */
const unfit = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ENOEXEC', 'SIGILL', 'SIGSEGV', 'SIGSYS'];
const GiB = 1024 ** 3;
/** Addresses, of which a program needs more than memory. */
const addressSpace = 2 * GiB;
/** Where there was none, there may be one now. */
const lookAgainAfter = 60_000;

/** The programs that films and sounds are looked at with: those of the machine, else those that npm has brought along. */
@Injectable()
export class FilmTools {
  private found?: Promise<Tools | null>;
  private holdsUntil = Infinity;
  private hasWarned = false;

  constructor(private readonly log: Log) {}

  /** Null where there are none. Rejects where the machine is too busy to tell; the next call looks again. */
  async find(): Promise<Tools | null> {
    if (Date.now() > this.holdsUntil) this.found = undefined;
    const found = (this.found ??= this.look());
    try {
      return await found;
    } catch (error) {
      if (this.found === found) this.found = undefined;
      throw error;
    }
  }

  private async look(): Promise<Tools | null> {
    this.holdsUntil = Infinity;
    const [ffmpeg, ffprobe] = [await usable('ffmpeg', bundledFfmpeg), await usable('ffprobe', bundledFfprobe)];
    if (ffmpeg && ffprobe) return { ffmpeg, ffprobe, harness: await harnessHere() };
    this.holdsUntil = Date.now() + lookAgainAfter;
    if (!this.hasWarned)
      this.log.warn('There is no ffmpeg on this machine: films are served as they were uploaded, and have no picture.');
    this.hasWarned = true;
    return null;
  }
}

async function bundledFfmpeg(): Promise<string> {
  return (await import('@ffmpeg-installer/ffmpeg')).default.path;
}

async function bundledFfprobe(): Promise<string> {
  return (await import('@ffprobe-installer/ffprobe')).default.path;
}

/** Both packages throw where they have none for this system. */
async function usable(name: string, bundled: () => Promise<string>): Promise<string | null> {
  const own = await pathOf(name);
  if (own) return own;
  const path = await bundled().catch(() => null);
  if (path === null || (await works(path, '-version'))) return path;
  await chmod(path, 0o755).catch(() => undefined); // npm does not always keep the mode
  return (await works(path, '-version')) ? path : null;
}

async function pathOf(name: string): Promise<string | null> {
  return (await saidBy('sh', '-c', `command -v ${name}`))?.trim() || null;
}

const works = async (program: string, ...args: string[]): Promise<boolean> => (await saidBy(program, ...args)) !== null;

/** Null when it cannot be run here, or fails. Rejects when there is no room for it now. */
async function saidBy(program: string, ...args: string[]): Promise<string | null> {
  try {
    return (await run(program, args)).stdout;
  } catch (error) {
    const { code, signal } = error as { code?: string | number | null; signal?: NodeJS.Signals | null };
    if (typeof code === 'number' || unfit.includes(code ?? signal ?? '')) return null;
    throw error;
  }
}

/** As much of it as the machine has: `util-linux` on Linux. */
async function harnessHere(): Promise<Harness> {
  const [setpriv, prlimit] = [await pathOf('setpriv'), await pathOf('prlimit')];
  const ends =
    setpriv !== null && (await works(setpriv, '--pdeathsig', 'KILL', 'true')) ? [setpriv, '--pdeathsig', 'KILL'] : [];
  const limits = prlimit !== null && (await works(prlimit, '--core=0', 'true')) ? prlimit : null;
  return ({ cpuSeconds, fileBytes }) => [
    ...ends,
    ...(limits === null
      ? []
      : [limits, `--cpu=${cpuSeconds}:${cpuSeconds + 5}`, `--fsize=${fileBytes}`, `--as=${addressSpace}`, '--core=0']),
  ];
}
