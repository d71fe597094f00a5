import { readFileSync } from 'node:fs';

/** Kilobytes. */
export function residentSize(pid: number): number {
  return field(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS');
}

/** Megabytes of all of them together; what they share counts once. */
export function proportionalSize(pids: readonly number[]): { total: number; own: number } {
  const rollups = pids.map((pid) => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  const sum = (name: string) => Math.round(rollups.reduce((total, text) => total + field(text, name), 0) / 1024);
  return { total: sum('Pss'), own: sum('Private_Dirty') };
}

function field(text: string, name: string): number {
  const value = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
  if (value === undefined) throw new Error(`This system does not tell ${name}: the measure needs Linux.`);
  return Number(value);
}
