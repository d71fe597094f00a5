import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { outcomeOf, Sample } from './sample.js';

jest.setTimeout(60_000); // each makes a database of its own

/** A suite that tells which processes there are, one of them cut loose on purpose, and then waits. */
const slow = `
  import { spawn } from 'node:child_process';
  import { readFileSync } from 'node:fs';
  it('starts a process and waits', async () => {
    const folder = process.env.TEST_RUN_DIR;
    const server = Number.parseInt(readFileSync(folder + '/database/postgres/postmaster.pid', 'utf8'));
    const child = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
    process.stdout.write(JSON.stringify({ folder, pids: [server, child.pid, process.pid] }) + '\\n');
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    expect(folder).toBeDefined();
  });`;

describe('a run that is ended early', () => {
  let sample: Sample;
  beforeEach(() => {
    sample = new Sample({ 'libs/a/slow.int.spec.ts': slow });
  });
  afterEach(() => sample.remove());

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGKILL', null],
  ] as const)('leaves neither process nor folder after %s', async (signal, code) => {
    const child = sample.start();
    const ended = outcomeOf(child);
    const { folder, pids } = await told(child);
    expect(pids.map(isAlive)).toEqual([true, true, true]);

    child.kill(signal);
    expect((await ended).code).toBe(code);
    await until(() => !existsSync(folder) && !pids.some(isAlive));
    expect({ folder: existsSync(folder), alive: pids.filter(isAlive) }).toEqual({ folder: false, alive: [] });
  });
});

function told(child: ChildProcess): Promise<{ folder: string; pids: number[] }> {
  return new Promise((resolve, reject) => {
    let seen = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      const line = /^\{.*\}$/m.exec((seen += chunk.toString()));
      if (line) resolve(JSON.parse(line[0]) as { folder: string; pids: number[] });
    });
    child.once('close', () => reject(new Error(`The sample did not start: ${seen}`)));
  });
}

async function until(isDone: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 100 && !isDone(); attempt += 1) await delay(100);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
