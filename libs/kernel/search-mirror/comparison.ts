import type { Id } from '#kernel/database';
import { digestOf, isTombstone, type SearchDocument, type StoredDigest, type Tombstone } from '#kernel/search-index';

/** Two lists of what there is behind the same id, each in the order of the ids and at most `size` long. */
export interface Compared {
  readonly suspects: readonly Id[];
  /** Up to here both were compared; null: to the end. */
  readonly last: Id | null;
}

/** Which documents the store seems not to have as the own index has them, or in a newer revision. */
export function compare(own: readonly StoredDigest[], stored: readonly StoredDigest[], size: number): Compared {
  const end = Math.min(endOf(own, size), endOf(stored, size));
  const kept = new Map(stored.filter(({ id }) => id <= end).map((one) => [one.id, one]));
  const suspects: Id[] = [];
  for (const { id, digest, revision } of own) {
    if (id > end) break;
    const other = kept.get(id);
    kept.delete(id);
    if ((other?.digest ?? '') !== digest || (other?.revision ?? 0) > revision) suspects.push(id);
  }
  const foreign = [...kept.values()].filter(({ digest }) => digest !== '').map(({ id }) => id);
  return { suspects: [...suspects, ...foreign], last: end === Infinity ? null : end };
}

const endOf = (listed: readonly StoredDigest[], size: number): number =>
  listed.length < size ? Infinity : listed.at(-1)!.id;

/**
 * What is to become of what the store has of a document, `found` being what it is made of now: nothing; it is to be put;
 * or to be forgotten first, because what is put would count as older.
 */
export function verdictOf(
  found: SearchDocument | Tombstone | undefined,
  stored: StoredDigest | undefined,
): 'right' | 'put' | 'discard' {
  if (!found) return stored && stored.digest !== '' ? 'discard' : 'right';
  const digest = isTombstone(found) ? '' : digestOf(found);
  if (stored && stored.revision > found.revision) return 'discard';
  return (stored?.digest ?? '') === digest ? 'right' : 'put';
}
