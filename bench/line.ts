/** One measure as it is printed; docs/interfaces.md says what each field means. */
export interface Line {
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  readonly p50_ms?: number;
  readonly p99_ms?: number;
  readonly ratio_to?: string;
  readonly ratio?: number;
  readonly bar?: number;
  readonly holds?: boolean;
  readonly rounds?: number;
  readonly spread?: number;
  readonly sql?: number;
  readonly errors: number;
  readonly data?: string;
  /** What a measure says besides. */
  readonly [further: string]: unknown;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** (highest - lowest) / median */
export function spreadOf(values: readonly number[]): number {
  const middle = median(values);
  return middle === 0 ? 0 : rounded((Math.max(...values) - Math.min(...values)) / middle, 3);
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** A line with errors is not a figure, so it holds nothing. */
export function asPrinted({ measure, value, unit, ...others }: Line): Line {
  const holds = others.errors > 0 && others.holds !== undefined ? { holds: false } : {};
  return { measure, value, unit, ...others, ...holds };
}

export const lineText = (line: Line): string => JSON.stringify(asPrinted(line));

/** Progress, on standard error: standard output belongs to the lines. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
