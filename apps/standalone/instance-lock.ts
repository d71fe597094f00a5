import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, ProcessLock, recordOf, type ProcessRecord } from '#kernel/embedded-postgres';
import { StartRefused } from './start-refused.js';

interface Instance extends ProcessRecord {
  readonly ancestors: readonly ProcessRecord[];
}

const patienceMs = 12_000; // a clean stop takes 10 s at most, then the database

/** One server per data folder. What an npm killed by `kill -9` left running is ended and followed. */
export async function lockInstance(dataDir: string, ancestors: readonly ProcessRecord[]): Promise<ProcessLock> {
  const own: Instance = { ...recordOf(process.pid)!, ancestors };
  for (;;) {
    const lock = ProcessLock.tryTake(join(dataDir, 'instance.lock'), own);
    if (lock instanceof ProcessLock) return lock;
    if (lock.ancestors.every(isAlive)) {
      throw new StartRefused(`Another Paopao Cloud (process ${lock.pid}) already uses ${dataDir}.`);
    }
    await end(lock);
  }
}

async function end(orphan: ProcessRecord): Promise<void> {
  const until = Date.now() + patienceMs;
  signal(orphan, 'SIGTERM');
  while (isAlive(orphan) && Date.now() < until) await pause(50);
  while (isAlive(orphan)) {
    signal(orphan, 'SIGKILL');
    await pause(50);
  }
}

function signal({ pid }: ProcessRecord, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return; // it has ended
    throw new StartRefused(`The process ${pid} of a former start still runs and belongs to another user.`, {
      cause: error,
    });
  }
}
