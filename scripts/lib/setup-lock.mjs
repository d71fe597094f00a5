import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inCheckout } from './checkout.mjs';
import { isAlive, recordOf } from './processes.mjs';

// Numbered files, the highest says who holds the lock: libs/kernel/embedded-postgres/process-lock.ts explains why.
const folder = inCheckout('.setup.lock');
let held = null;

/**
 * Runs the work while no other process installs or builds in this checkout. A dead holder is followed, once the npm
 * or compiler it left behind is dead too. `onWait` hears once that there is somebody to wait for.
 */
export async function underSetupLock(work, onWait = () => undefined) {
  if (held !== null) return work();
  held = await take(onWait);
  try {
    return await work();
  } finally {
    write(held, '');
    held = null;
  }
}

/** Remembers the program that runs for us now, so that whoever follows us can end it. */
export function noteChild(pid) {
  if (held !== null) write(held, JSON.stringify({ ...recordOf(process.pid), child: recordOf(pid) }));
}

async function take(onWait) {
  mkdirSync(folder, { recursive: true });
  for (let waiting = false; ; await pause(100)) {
    const last = highest();
    const holder = read(last);
    if (holder && isAlive(holder)) {
      if (!waiting) onWait(holder.pid);
      waiting = true;
    } else if (publish(last + 1)) {
      if (highest() === last + 1) return follow(holder, last + 1);
      rmSync(path(last + 1), { force: true });
    }
  }
}

function follow(holder, number) {
  if (holder?.child && isAlive(holder.child)) process.kill(-holder.child.pid, 'SIGKILL'); // its whole group
  for (const name of readdirSync(folder)) if (Number(name) < number) rmSync(path(name), { force: true });
  return number;
}

/** False when another process was faster. */
function publish(number) {
  const file = temporary(JSON.stringify(recordOf(process.pid)));
  try {
    linkSync(file, path(number));
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(file, { force: true });
  }
}

function write(number, text) {
  renameSync(temporary(text), path(number));
}

function temporary(text) {
  const file = path(`${process.pid}-${randomBytes(6).toString('hex')}.new`);
  writeFileSync(file, text);
  return file;
}

function highest() {
  return Math.max(
    0,
    ...readdirSync(folder)
      .filter((name) => /^\d+$/.test(name))
      .map(Number),
  );
}

/** Null: nobody, given back, or cut short by a power failure. */
function read(number) {
  try {
    return JSON.parse(readFileSync(path(number), 'utf8'));
  } catch {
    return null;
  }
}

function path(name) {
  return join(folder, String(name));
}
