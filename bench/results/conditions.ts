import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type as system } from 'node:os';
import { join } from 'node:path';
import { rounded } from '../line.js';

/** Of where and when figures were taken. */
export interface Conditions {
  readonly date: string;
  /** Null outside a git checkout. */
  readonly commit: string | null;
  /** Whether files were changed since that commit. */
  readonly changed: boolean;
  readonly node: string;
  /** Null where no measure has asked the shared database. */
  readonly postgres: string | null;
  readonly load: string;
  readonly machine: {
    readonly processors: number;
    readonly model: string;
    readonly memory_gb: number;
    readonly system: string;
  };
}

/** Where one run keeps what it has found out: a folder that git does not see. */
export function outputFolder(root: string, begun: Date): string {
  const folder = join(
    root,
    'build',
    'bench',
    begun
      .toISOString()
      .replace(/\.\d+Z$/, 'Z')
      .replaceAll(':', '-'),
  );
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function conditionsOf(root: string, begun: Date, load: string): Conditions {
  const git = (...words: string[]) => spawnSync('git', ['-C', root, ...words], { encoding: 'utf8' }).stdout?.trim();
  return {
    date: begun.toISOString(),
    commit: git('rev-parse', '--short', 'HEAD') || null,
    changed: Boolean(git('status', '--porcelain')),
    node: process.versions.node,
    postgres: null,
    load,
    machine: {
      processors: availableParallelism(),
      model: cpus()[0]?.model ?? 'unknown',
      memory_gb: rounded(totalmem() / 2 ** 30, 1),
      system: `${system()} ${release()}`,
    },
  };
}
