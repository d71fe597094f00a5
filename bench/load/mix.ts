import { join } from 'node:path';
import type { Random } from '../data/random.js';
import { output } from './child.js';

/** What is asked for, or written. */
export interface MixTarget {
  readonly path: string;
  /** JSON, in which `{number}` is another number each time. */
  readonly body?: string;
}

export interface MixKind {
  readonly name: string;
  /** Of all requests. */
  readonly share: number;
  readonly isWrite?: boolean;
  /** What is asked for most comes first: see `Zipf`. */
  readonly targets: readonly MixTarget[];
}

export interface Mix {
  readonly port: number;
  readonly host: string;
  readonly kinds: readonly MixKind[];
  /** The share of reads that is a guest's. */
  readonly guests: number;
  /** Authorization headers of those who read, and of those who write; who does so most comes first. */
  readonly readers: readonly string[];
  readonly writers: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  readonly seed: number;
  /** Milliseconds between an answer and the next request of its connection, in the middle. */
  readonly pauseMs?: number;
}

/** Milliseconds. */
export interface MixTimes {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** A write that was answered with success: which target, which writer, and what id it was given. */
export interface Acknowledged {
  readonly kind: string;
  readonly target: number;
  readonly writer: number;
  readonly id?: number;
}

export interface MixOutcome {
  readonly requests: number;
  readonly perSecond: number;
  readonly failed: number;
  readonly firstFailure?: string;
  readonly all: MixTimes;
  readonly reads: MixTimes;
  readonly writes: MixTimes;
  readonly kinds: Readonly<Record<string, MixTimes>>;
  readonly acknowledged: readonly Acknowledged[];
}

/** One of them, as often as its share says. */
export function drawKind<Kind extends MixKind>(kinds: readonly Kind[], random: Random): Kind {
  let left = random.next() * kinds.reduce((sum, { share }) => sum + share, 0);
  return kinds.find(({ share }) => (left -= share) < 0) ?? kinds.at(-1)!;
}

const script = join(import.meta.dirname, 'mix-load.js');

/** From another process, which looks at each answer's status and code, and waits for all of them before it ends. */
export async function loadMix(mix: Mix): Promise<MixOutcome> {
  return JSON.parse(await output(process.execPath, [script], JSON.stringify(mix))) as MixOutcome;
}
