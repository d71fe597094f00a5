import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, recordOf, type ProcessRecord } from './processes.js';

/**
 * A lock that a killed process cannot keep: a folder of numbered files, of which the highest says who holds it.
 * A dead holder is followed by the next number, which `link` gives to one process only. The highest number is
 * never deleted, so a slow process that wins a number of the past sees that it is past.
 */
export class ProcessLock {
  private constructor(
    private readonly folder: string,
    private readonly number: number,
  ) {}

  /** The lock, or the record of the live process that has it. */
  static tryTake<T extends ProcessRecord>(folder: string, own: T): ProcessLock | T {
    mkdirSync(folder, { recursive: true });
    for (;;) {
      const last = highest(folder);
      const holder = read<T>(folder, last);
      if (holder && isAlive(holder)) return holder;
      if (!publish(folder, last + 1, own)) continue;
      if (highest(folder) === last + 1) {
        forget(folder, last);
        return new ProcessLock(folder, last + 1);
      }
      rmSync(join(folder, String(last + 1)), { force: true });
    }
  }

  /** Waits while another process, or another caller in this one, has the lock. */
  static async take(folder: string, waitMs: number): Promise<ProcessLock | null> {
    const own = { ...recordOf(process.pid)!, nonce: randomBytes(6).toString('hex') };
    const end = Date.now() + waitMs;
    for (;;) {
      const lock = ProcessLock.tryTake(folder, own);
      if (lock instanceof ProcessLock) return lock;
      if (Date.now() > end) return null;
      await pause(50);
    }
  }

  release(): void {
    const file = temporary(this.folder);
    writeFileSync(file, '');
    renameSync(file, join(this.folder, String(this.number)));
  }
}

function highest(folder: string): number {
  return Math.max(
    0,
    ...readdirSync(folder)
      .filter((name) => /^\d+$/.test(name))
      .map(Number),
  );
}

/** Null: nobody, given back, or cut short by a power failure. */
function read<T>(folder: string, number: number): T | null {
  try {
    return JSON.parse(readFileSync(join(folder, String(number)), 'utf8')) as T;
  } catch {
    return null;
  }
}

/** False when another process was faster. */
function publish(folder: string, number: number, record: ProcessRecord): boolean {
  const file = temporary(folder);
  writeFileSync(file, JSON.stringify(record));
  try {
    linkSync(file, join(folder, String(number)));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(file, { force: true });
  }
}

function forget(folder: string, upTo: number): void {
  for (const name of readdirSync(folder)) if (Number(name) <= upTo) rmSync(join(folder, name), { force: true });
}

function temporary(folder: string): string {
  return join(folder, `${process.pid}-${randomBytes(6).toString('hex')}.new`);
}
