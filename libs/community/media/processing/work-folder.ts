import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'paopao-media-';
const machine = hostname()
  .replace(/[^A-Za-z0-9-]/g, '')
  .slice(0, 40);

/**
 * A folder for one attempt, whose name tells the process that has made it. What a killed one has left is removed by
 * the next, and what it still had running ended.
 */
export async function withWorkFolder<T>(oldAfterMs: number, work: (folder: string) => Promise<T>): Promise<T> {
  await sweepWorkFolders(oldAfterMs);
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${machine}.${process.pid}.`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Notes what runs for a folder, for systems on which it does not end with its parent. */
export const pidFile = (folder: string, pid: number): string => join(folder, `${pid}.pid`);

async function sweepWorkFolders(oldAfterMs: number): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const folder = join(tmpdir(), name);
    if (!(await isLeft(folder, name.slice(prefix.length), oldAfterMs))) continue;
    await endTools(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Folders of other machines, which may share the disk, and of processes whose number was given anew, by their age. */
async function isLeft(folder: string, name: string, oldAfterMs: number): Promise<boolean> {
  const about = await stat(folder).catch(() => null); // removed by another one meanwhile
  if (!about?.isDirectory() || about.uid !== (process.getuid?.() ?? about.uid)) return false;
  const [madeOn, pid] = name.split('.');
  return (madeOn === machine && !isAlive(Number(pid))) || Date.now() - about.mtimeMs > oldAfterMs;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A number may have been given to another program since: that one does not work in this folder. */
async function endTools(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = Number(/^(\d+)\.pid$/.exec(name)?.[1] ?? 0);
    if (pid > 1 && (await commandOf(pid)).includes(folder) && isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
}

async function commandOf(pid: number): Promise<string> {
  const known = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => null);
  if (known !== null) return known;
  const { execFile } = await import('node:child_process');
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'command=', '-p', String(pid)], (_, stdout) => resolve(stdout));
  });
}
