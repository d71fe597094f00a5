import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '#kernel/config';
import { Log } from '#kernel/logging';
import { FilmTools, type Tools } from './film-tools.js';
import { runTool, type ToolRun } from './limited-tool.js';
import { FileFault } from './media-made.js';
import { withWorkFolder } from './work-folder.js';

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const ended = async (pid: number) => {
  while (isRunning(pid)) await pause(20); // else the time of the test is over
};

describe('a program that works on a file', () => {
  let tools: Tools;
  let folder: string;
  beforeAll(async () => {
    const config = loadConfig({ LOG_LEVEL: 'silent', SECRET_KEY: 'a key that only the tests know, 32+ characters' });
    tools = (await new FilmTools(new Log(config)).find())!;
    folder = await mkdtemp(join(tmpdir(), 'limited-tool-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = (program: string, args: string[], more: Partial<ToolRun> = {}) =>
    runTool(program, args, { folder, harness: tools.harness, until: Date.now() + 20_000, ...more });

  const tell = async (signal: NodeJS.Signals) => {
    for (const name of await readdir(folder)) if (name.endsWith('.pid')) process.kill(Number.parseInt(name), signal);
  };

  it('is listened to, and knows nothing of our settings', async () => {
    const lines: string[] = [];
    expect(await run('sh', ['-c', 'echo one; echo two', '-'])).toBe('one\ntwo\n');
    await run('sh', ['-c', 'echo one; echo two; printf rest'], { onLine: (line) => lines.push(line) });
    expect(lines).toEqual(['one', 'two']);
    const names = (await run('env', [])).split('\n').map((line) => line.split('=')[0]);
    expect(names.filter((name) => name && !['PWD', 'SHLVL', '_'].includes(name))).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is ended when it takes too long, or more than it may', async () => {
    await expect(run('sleep', ['60'], { until: Date.now() + 100 })).rejects.toMatchObject({ fault: 'timed-out' });
    await expect(run('sleep', ['60'], { until: Date.now() - 1 })).rejects.toMatchObject({ fault: 'timed-out' });
    const filling = ['if=/dev/zero', 'of=filled', 'bs=1024', 'count=4096'];
    await expect(run('dd', filling, { fileBytes: 1024 * 1024 })).rejects.toMatchObject({ fault: 'too-large' });
    await expect(run('sh', ['-c', 'while :; do echo 0123456789; done'])).rejects.toMatchObject({ fault: 'damaged' });
  });

  it('tells the fault of the file from all others', async () => {
    await expect(run('sh', ['-c', 'exit 1'])).rejects.toMatchObject({ fault: 'damaged' });
    await expect(run('sh', ['-c', 'kill -SEGV $$'])).rejects.toMatchObject({ fault: 'damaged' });
    await expect(run('sh', ['-c', 'kill -KILL $$'])).rejects.toMatchObject({ name: 'ToolKilled' });
    await expect(run('there-is-no-such-program', [], { harness: () => [] })).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is not the file’s fault where it cannot be started behind its limits', async () => {
    for (const code of [126, 127])
      await expect(run('sh', ['-c', `exit ${code}`])).rejects.toThrow('A program could not be started.');
    const unfit = join(folder, 'unfit');
    await writeFile(unfit, 'no program');
    for (const program of [join(folder, 'there-is-no-such-program'), unfit])
      await expect(run(program, [])).rejects.not.toBeInstanceOf(FileFault);
  });

  it('is not the file’s fault that it is told to end', async () => {
    const endless = [
      '-v',
      'error',
      '-re',
      '-f',
      'lavfi',
      '-i',
      'testsrc=size=64x64',
      '-progress',
      'pipe:1',
      '-f',
      'null',
    ];
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      let telling: Promise<void> | undefined;
      const onLine = () => void (telling ??= tell(signal)); // by the next line it may be gone
      await expect(run(tools.ffmpeg, [...endless, '-'], { onLine })).rejects.toMatchObject({ name: 'ToolKilled' });
      await telling;
    }
    const late = run('sh', ['-c', 'sleep 0.9; exit 255'], { until: Date.now() + 1000 });
    await expect(late).rejects.toMatchObject({ fault: 'timed-out' }); // its processor time may be used up by then
  });

  it('has a group of its own, of which nothing is left when it ends', async () => {
    const told = await run('sh', ['-c', 'sleep 60 >/dev/null & echo $$ $!; ps -o pgid= -p $!']);
    const [pid, left, group] = told.split(/\s+/).map(Number);
    expect(group).toBe(pid);
    await ended(left!);
    expect(isRunning(left!)).toBe(false);
  });

  it('ends with the process that has started it', async () => {
    const [program, ...args] = [...tools.harness({ cpuSeconds: 60, fileBytes: 1024 }), 'sleep', '60'];
    const script = `const { pid } = require('child_process').spawn(${JSON.stringify(program)}, ${JSON.stringify(args)});
      console.log(pid); setInterval(() => {}, 1000)`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [told] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(told.toString());
    while ((await comm(pid)) !== 'sleep') await pause(20); // by then it has asked for its end
    parent.kill('SIGKILL');
    await ended(pid);
    expect(isRunning(pid)).toBe(false);
  });

  it('is ended, and its folder removed, by the next one where its process is gone', async () => {
    const gone = spawn('true');
    await once(gone, 'exit');
    const machine = hostname()
      .replace(/[^A-Za-z0-9-]/g, '')
      .slice(0, 40);
    const name = (host: string, pid: number) => join(tmpdir(), `paopao-media-${host}.${pid}.spec`);
    const left = name(machine, gone.pid!);
    const [own, young, old] = [name(machine, process.pid), name('elsewhere', 2), name('elsewhere', 3)];
    const making = join(folder, 'left');
    const works = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', left]);
    const other = spawn('sleep', ['60']);
    await Promise.all([making, own, young, old].map((path) => mkdir(path)));
    await utimes(old, 1000, 1000);
    await Promise.all([works, other].map(({ pid }) => writeFile(join(making, `${pid}.pid`), '')));
    await rename(making, left); // suites beside this one may be the next as well
    const isEnded = once(works, 'exit');
    let used = '';
    await withWorkFolder(3_600_000, async (path) => {
      used = path;
      expect(existsSync(path)).toBe(true);
      expect([left, own, young, old].map((one) => existsSync(one))).toEqual([false, true, true, false]);
    });
    expect(existsSync(used)).toBe(false);
    await isEnded;
    expect(isRunning(other.pid!)).toBe(true);
    other.kill();
    await Promise.all([own, young].map((path) => rm(path, { recursive: true })));
  });
});

async function comm(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/comm`, 'utf8')).trim();
}
