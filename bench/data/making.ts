import type { Row } from './copy.js';
import type { Random } from './random.js';

/** How much there is in a community. */
export interface Size {
  readonly members: number;
  readonly posts: number;
  readonly comments: number;
  /** On the one post that has the most. */
  readonly mostComments: number;
  readonly replies: number;
  readonly stars: number;
  readonly follows: number;
  readonly messages: number;
}

export interface Make {
  readonly slug: string;
  readonly tenantId: number;
  readonly size: Size;
  readonly seed: number;
  readonly passwordHash: string;
  /** What a post says, which then has nothing beside it. */
  readonly textOf?: (random: Random) => string;
}

export interface Post {
  readonly id: number;
  readonly authorId: number;
  readonly visibility: number;
  readonly createdAt: number;
  readonly blocks: readonly Record<string, unknown>[];
  readonly tags: readonly string[];
  comments: number;
  stars: number;
  latest: number;
}

export interface Community {
  /** By table, in the order in which they can be loaded. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  readonly posts: readonly Post[];
  readonly busiestPost: number;
  /** The next value of the sequence of blocks. */
  readonly nextBlock: number;
}

/** Counted on while rows are made. */
export interface Making extends Make {
  readonly random: Random;
  readonly canary: string;
  readonly posts: Post[];
  nextBlock: number;
}

const day = 86_400_000;
/** A fixed day: data that hung on the day of the run would not be the same twice. */
export const now = Date.UTC(2026, 0, 31, 12);
const days = 90;
export const beginning = now - days * day;

/** A moment after the one given. */
export const between = (random: Random, from: number): number => from + Math.floor(random.next() * (now - from));

/** As long as the hash of a request, and as different from row to row. */
export const requestKeyOf = (id: number): string => `\\x${id.toString(16).padStart(64, '0')}`;

export const isPublic = ({ visibility }: Post): boolean => visibility === 90;
