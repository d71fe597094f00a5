import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process beyond doubt: its number alone is given out again after it has ended. */
export interface ProcessRecord {
  readonly pid: number;
  readonly start: string;
}

/** Null when no such process runs; one that ended and was not yet reaped counts as gone. */
export function recordOf(pid: number): ProcessRecord | null {
  const start = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  return start === null ? null : { pid, start };
}

export function isAlive(record: ProcessRecord): boolean {
  return recordOf(record.pid)?.start === record.start;
}

function startOnLinux(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name before may hold spaces
  if (state === 'Z' || state === 'X') return null;
  const boot = readOrNull('/proc/sys/kernel/random/boot_id') ?? ''; // the time counts from boot
  return `${fields[18]}@${boot.slice(0, 8)}`;
}

function startByPs(pid: number): string | null {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [state = 'Z', ...start] = line.toString().trim().split(/\s+/);
    return state.startsWith('Z') ? null : start.join(' ');
  } catch {
    return null;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
