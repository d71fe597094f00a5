import type { Line } from '../line.js';
import type { Run } from '../run.js';

/** Measures that share what they need. They report each line as soon as it is there. */
export interface Group {
  readonly names: readonly string[];
  measure(run: Run, wanted: ReadonlySet<string>, report: (line: Line) => void): Promise<void>;
}
