import { InvalidRequest } from './app-error.js';
import type { Query } from './query.js';

/** A stretch of a list that is ordered by falling id. */
export interface Stretch {
  readonly limit: number;
  /** Ids below this one; null at the list's beginning. */
  readonly before: number | null;
}

export interface CursorList<Item> {
  readonly items: Item[];
  /** What to give as `cursor` for the items after these; null when there are none. */
  readonly next: string | null;
}

const usualLimit = 20;
const mostItems = 100;

export function stretchOf(query: Query): Stretch {
  return { limit: limitOf(query['limit']), before: idOf(query['cursor']) };
}

/** `rows`: up to one more than the limit, which tells whether there are more. */
export function cursorList<Row extends { id: number }, Item>(
  rows: readonly Row[],
  { limit }: Stretch,
  view: (row: Row) => Item,
): CursorList<Item> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map((row) => view(row)), next: last ? cursorOf(last.id) : null };
}

/** Opaque, so that the order may become another one. */
const cursorOf = (id: number): string => Buffer.from(`id:${id}`).toString('base64url');

function idOf(cursor: unknown): number | null {
  if (cursor === undefined || cursor === '') return null;
  const text = typeof cursor === 'string' ? Buffer.from(cursor, 'base64url').toString() : '';
  const id = Number(/^id:([1-9]\d{0,15})$/.exec(text)?.[1]);
  if (!Number.isSafeInteger(id)) throw new InvalidRequest(['cursor must be the `next` of an earlier answer']);
  return id;
}

function limitOf(limit: unknown): number {
  if (limit === undefined || limit === '') return usualLimit;
  const number = typeof limit === 'string' && /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (number < 1 || number > mostItems) throw new InvalidRequest([`limit must be a number from 1 to ${mostItems}`]);
  return number;
}
