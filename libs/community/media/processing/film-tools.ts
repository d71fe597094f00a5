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
const GiB = 1024 ** 3;
/** Addresses, of which a program needs more than memory. */
const addressSpace = 2 * GiB;

/** The programs that films and sounds are looked at with: those of the machine, else those that npm has brought along. */
@Injectable()
export class FilmTools {
  private found?: Promise<Tools | null>;

  constructor(private readonly log: Log) {}

  /** Null where there are none. */
  find(): Promise<Tools | null> {
    this.found ??= this.look();
    return this.found;
  }

  private async look(): Promise<Tools | null> {
    const [ffmpeg, ffprobe] = [await usable('ffmpeg', bundledFfmpeg), await usable('ffprobe', bundledFfprobe)];
    if (ffmpeg && ffprobe) return { ffmpeg, ffprobe, harness: await harnessHere() };
    this.log.warn('There is no ffmpeg on this machine: films are served as they were uploaded, and have no picture.');
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
  try {
    const path = await bundled();
    if (await works(path, '-version')) return path;
    await chmod(path, 0o755); // npm does not always keep the mode
    return (await works(path, '-version')) ? path : null;
  } catch {
    return null;
  }
}

async function pathOf(name: string): Promise<string | null> {
  const found = await run('sh', ['-c', `command -v ${name}`]).catch(() => null);
  return found?.stdout.trim() || null;
}

const works = async (program: string, ...args: string[]): Promise<boolean> =>
  (await run(program, args).catch(() => null)) !== null;

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
