import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, ProcessLock, recordOf } from '#kernel/embedded-postgres';
import { lockInstance } from './instance-lock.js';

const gone = { pid: process.pid, start: 'long ago' };

describe('one server per data folder', () => {
  let dataDir: string;
  let other: ChildProcess;
  const holdBy = (ancestors: { pid: number; start: string }[]): void => {
    ProcessLock.tryTake(join(dataDir, 'instance.lock'), { ...recordOf(other.pid!)!, ancestors });
  };

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'paopao-instance-'));
    other = spawn('sleep', ['60'], { stdio: 'ignore' });
  });
  afterEach(() => {
    other.kill('SIGKILL');
    rmSync(dataDir, { recursive: true });
  });

  it('refuses a second one in one sentence that names the first', async () => {
    holdBy([recordOf(process.pid)!]);
    const sentence = `Another Paopao Cloud (process ${other.pid}) already uses ${dataDir}.`;
    await expect(lockInstance(dataDir, [])).rejects.toThrow(sentence);
    expect(isAlive(recordOf(other.pid!)!)).toBe(true);
  });

  it('ends and follows one whose npm was killed', async () => {
    holdBy([recordOf(process.pid)!, gone]);
    expect(await lockInstance(dataDir, [])).toBeInstanceOf(ProcessLock);
    expect(recordOf(other.pid!)).toBeNull();
  });

  it('follows one that was killed', async () => {
    holdBy([]);
    other.kill('SIGKILL');
    await new Promise((resolve) => other.once('exit', resolve));
    expect(await lockInstance(dataDir, [])).toBeInstanceOf(ProcessLock);
  });
});
