import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Every process of a run carries it, with the folder of the run as its value: so those that outlive it are found. */
export const mark = 'TEST_RUN_DIR';

/**
 * Ends what a run left: its process group, the database servers whose data lies in the folder of
 * the run, and (where there is a /proc) every other process with the mark. Then removes the folder.
 */
export async function removeLeftovers({ folder, group }) {
  if (group) endGroup(group);
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const servers = postmasters(folder);
    const others = marked(folder);
    if (servers.length + others.length === 0) break;
    servers.forEach((pid) => end(pid, 'SIGQUIT'));
    others.forEach((pid) => end(pid, 'SIGKILL'));
    await delay(100);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

export function endGroup(group) {
  end(-group, 'SIGKILL');
}

function end(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** The first line of postmaster.pid names the server; a killed one leaves the file behind. */
function postmasters(folder) {
  const files = filesBelow(folder, 5).filter((path) => path.endsWith('/postmaster.pid'));
  return files
    .map((path) => ({ pid: Number.parseInt(read(path), 10), data: join(path, '..') }))
    .filter(({ pid, data }) => pid > 0 && isAlive(pid) && worksIn(pid, data))
    .map(({ pid }) => pid);
}

function marked(folder) {
  const wanted = `${mark}=${folder}`;
  const pids = list('/proc')
    .map(({ name }) => name)
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.filter((pid) => read(`/proc/${pid}/environ`).split('\0').includes(wanted)).map(Number);
}

/** A number may have been given to another process since; a server works in its data folder. */
function worksIn(pid, data) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch {
    return process.platform !== 'linux';
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function filesBelow(folder, depth) {
  return list(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() && depth > 0 ? filesBelow(path, depth - 1) : [path];
  });
}

/** Empty for what is another user's, or gone meanwhile. */
function list(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
