import { appendFileSync } from 'node:fs';
import type { Tally } from './tally.js';

/** One fault as it is printed; docs/faults.md says what each field means. */
export interface FaultLine extends Partial<Tally> {
  readonly fault: string;
  readonly driver?: string;
  readonly [further: string]: unknown;
}

/** For `npm run test:faults`, which prints it; says nothing else. */
export function report(line: FaultLine): void {
  const file = process.env['FAULT_LINES'];
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`);
}

export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
