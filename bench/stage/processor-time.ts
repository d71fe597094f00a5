import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Seconds of one core that a process has used so far, its ended children among them. */
export function processorTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // behind the name, which may hold anything
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number) as [number, number, number, number];
  return (user + system + endedUser + endedSystem) / ticksPerSecond;
}

/** Seconds that those used between two readings which were there at both. */
export class ProcessorTimes {
  private readonly before: ReadonlyMap<number, number>;

  constructor(pids: readonly number[]) {
    this.before = new Map(pids.map((pid) => [pid, processorTime(pid)]));
  }

  since(): number {
    let sum = 0;
    for (const [pid, before] of this.before) {
      try {
        sum += processorTime(pid) - before;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' && (error as NodeJS.ErrnoException).code !== 'ESRCH')
          throw error;
      }
    }
    return sum;
  }
}
