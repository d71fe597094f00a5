import type { ProcessRecord } from '#kernel/embedded-postgres';

/** What `npm start` (scripts/lib/launch.mjs) hands over when it becomes the server. */
export interface Launch {
  /** The processes between us and npm, it included: when one is gone, we are an orphan. */
  readonly ancestors: readonly ProcessRecord[];
  /** Steps that were shown already, and how many there are in all. */
  readonly done: number;
  readonly total: number;
  /** Leaves the signals to us. */
  handOver(): void;
}

const ownSteps = 4;

/** Without `npm start` the built file is run directly. */
export function currentLaunch(): Launch {
  const given = (globalThis as Record<symbol, unknown>)[Symbol.for('paopao.launch')] as Launch | undefined;
  return given ?? { ancestors: [], done: 0, total: ownSteps, handOver: () => undefined };
}
