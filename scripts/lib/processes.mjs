import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { inCheckout } from './checkout.mjs';

// The same as libs/kernel/embedded-postgres/processes.ts, for the time before anything is built.

/** A process beyond doubt, `{ pid, start }`: its number alone is given out again. Null when it does not run. */
export function recordOf(pid) {
  const process = lookUp(pid);
  return process && { pid, start: process.start };
}

export function isAlive(record) {
  return recordOf(record.pid)?.start === record.start;
}

/**
 * The processes between us and the npm that started us, it included; none when we were not started by npm, null when
 * that npm is gone already. When one of them is gone, nobody is left to stop us.
 */
export function ancestorsUpToNpm() {
  for (let tries = 0; ; tries++) {
    const found = walkUpToNpm();
    if (found !== 'ending') return found;
    if (tries === 100) return [];
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  }
}

function walkUpToNpm() {
  const found = [];
  for (let pid = process.ppid; pid > 0;) {
    const ancestor = lookUp(pid);
    if (!ancestor?.command) return 'ending'; // being killed at this moment: soon we have another parent
    found.push({ pid, start: ancestor.start });
    if (npm.test(ancestor.command)) return found;
    if (pid === 1) return wasStartedByNpm() ? null : []; // who loses its parent becomes a child of process 1
    if (!shell.test(ancestor.command)) return [];
    pid = ancestor.parent;
  }
  return [];
}

const npm = /(^|[/\\\s])(npm|pnpm|yarn|bun)(-cli)?(\.[cm]?js)?(\s|$)/;
const shell = /^(\S*\/)?(sh|dash|bash|ash|busybox|zsh)(\s|$)/;

function wasStartedByNpm() {
  const { npm_lifecycle_event: event, npm_package_json: of } = process.env;
  return event === 'start' && of === inCheckout('package.json');
}

function lookUp(pid) {
  try {
    return process.platform === 'linux' ? lookUpOnLinux(pid) : lookUpByPs(pid);
  } catch {
    return null;
  }
}

function lookUpOnLinux(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name before may hold spaces
  if (state === 'Z' || state === 'X') return null;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8); // the time counts from boot
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return { parent: Number(fields[0]), start: `${fields[18]}@${boot}`, command };
}

function lookUpByPs(pid) {
  const columns = ['-o', 'ppid=,stat=,lstart=,command=', '-p', String(pid)];
  const line = execFileSync('ps', columns, { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  const [parent, state, ...rest] = line.trim().split(/\s+/);
  if (!state || state.startsWith('Z')) return null;
  return { parent: Number(parent), start: rest.slice(0, 5).join(' '), command: rest.slice(5).join(' ') };
}
