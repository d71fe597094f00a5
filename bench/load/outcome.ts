import type { Call } from '../http/client.js';

export interface Load {
  readonly port: number;
  /** Asked in random order, each as often as the others; one alone is asked again and again. */
  readonly calls: readonly Call[];
  readonly connections: number;
  /** In turn instead, beginning with the one of this index. */
  readonly from?: number;
  readonly seconds: number;
  /** Where files for the other process may be written. */
  readonly folder: string;
}

export interface Outcome {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Not 2xx, timed out, or a broken connection. */
  readonly failed: number;
}
