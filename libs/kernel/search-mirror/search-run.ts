import type { Id } from '#kernel/database';

/**
 * - `rebuild`: in place by tasks, or with a store, of all communities, as indexes that take the place of the former ones;
 * - `move`: of one community, to another home.
 */
export type SearchRunKind = 'rebuild' | 'move';

export interface SearchRun {
  readonly id: Id;
  readonly what: SearchRunKind;
  /** `failed`: it does not go on, and has not come to its end. */
  readonly state: 'running' | 'finished' | 'failed';
  readonly by: string;
  /** Of a move: where to. */
  readonly home: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** Communities that it is about. */
  readonly tenants: number;
  readonly done: number;
  /** Those that it waits for: they are not at work any more, or their schema is behind. */
  readonly waiting: number;
  /** The role of the only one. */
  readonly role: string | null;
  /** So many have been put so far. */
  readonly documents: number;
  /** What it meets, or why it failed. */
  readonly error: string | null;
}

/** Of a rebuild that makes the index of every home anew. */
export const everyHome = '*';
/** What the communities of a cluster share. */
export const sharedHome = (cluster: string): string => cluster;
export const ownHome = (tenantId: number): string => `own-${tenantId}`;
export const isOwnHome = (home: string): boolean => home.startsWith('own-');
