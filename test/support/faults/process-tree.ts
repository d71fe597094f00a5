import { readdirSync, readFileSync } from 'node:fs';

interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
}

/** All processes below this one, by Linux's own list: whatever they call themselves. */
export function descendants(pid: number): Seen[] {
  const all = readdirSync('/proc').flatMap((entry) => (/^\d+$/.test(entry) ? (seen(Number(entry)) ?? []) : []));
  const found: Seen[] = [];
  let parents = new Set([pid]);
  while (parents.size > 0) {
    const children = all.filter(({ parent }) => parents.has(parent));
    found.push(...children);
    parents = new Set(children.map((child) => child.pid));
  }
  return found;
}

/** Whether it runs still; one that has ended and waits to be noticed does not. */
export const isRunning = (pid: number): boolean => seen(pid) !== null;

function seen(pid: number): Seen | null {
  try {
    const [, name, state, parent] = /^\d+ \((.*)\) (\w) (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))!;
    return state === 'Z' || state === 'X' ? null : { pid, parent: Number(parent), name: name! };
  } catch {
    return null; // it has gone
  }
}
