import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, ProcessLock, recordOf } from './index.js';

const self = recordOf(process.pid)!;
/** Has ended when we look. */
const dead = { pid: spawnSync('true').pid, start: 'long ago' };

describe('the lock of a process', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'paopao-lock-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is given to one at a time, and names the holder to the others', () => {
    const lock = ProcessLock.tryTake(folder, { ...self, name: 'first' });
    expect(lock).toBeInstanceOf(ProcessLock);
    expect(ProcessLock.tryTake(folder, self)).toMatchObject({ pid: process.pid, name: 'first' });
    (lock as ProcessLock).release();
    expect(ProcessLock.tryTake(folder, self)).toBeInstanceOf(ProcessLock);
  });

  it('is taken over from a dead process, also when its number was given to another', () => {
    ProcessLock.tryTake(folder, dead);
    expect(ProcessLock.tryTake(folder, { ...self, start: 'of somebody before' })).toBeInstanceOf(ProcessLock);
    expect(ProcessLock.tryTake(folder, self)).toBeInstanceOf(ProcessLock);
  });

  it('is free after a record that a power failure cut short', () => {
    writeFileSync(join(folder, '7'), '');
    expect(ProcessLock.tryTake(folder, self)).toBeInstanceOf(ProcessLock);
    expect(readdirSync(folder)).toEqual(['8']);
  });

  it('is waited for, and given up after the time allowed', async () => {
    const lock = (await ProcessLock.take(folder, 0))!;
    expect(await ProcessLock.take(folder, 10)).toBeNull();
    const waiting = ProcessLock.take(folder, 5_000);
    lock.release();
    expect(await waiting).toBeInstanceOf(ProcessLock);
  });

  it('knows the living from the dead', () => {
    expect([isAlive(self), isAlive(dead), recordOf(dead.pid)]).toEqual([true, false, null]);
  });
});
