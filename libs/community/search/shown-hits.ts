import type { Id } from '#kernel/database';
import { type SearchAccess, type SearchHits, wantedWords } from '#kernel/search-index';
import { hasWords } from './snippets.js';

/** What was found, as it may be shown now. */
export interface Shown<T> {
  readonly list: readonly T[];
  /** How many all pages have together. */
  readonly total: number;
  /** There where nothing has the words as they were typed: those that were taken for them, in their place. */
  readonly instead?: readonly string[];
}

/** What was found, as it is now. */
export interface FoundRows<T> {
  /** By the rule as it is now, in the order of the ids; without what may not be shown. */
  readonly load: (ids: readonly Id[]) => Promise<readonly T[]>;
  /** All that one is found by. */
  readonly textOf: (row: T) => string;
}

export interface Search<T> extends FoundRows<T> {
  readonly words: string;
  readonly access: SearchAccess;
  readonly ask: (access: SearchAccess) => Promise<SearchHits>;
}

const mostAttempts = 3;
export const nothingShown = { list: [], total: 0 } as const;

/** Asks again where the index has found what may not be shown any more, so that the page is full and the total right. */
export async function shownHits<T extends { readonly id: Id }>(search: Search<T>): Promise<Shown<T>> {
  const { access, ask, load } = search;
  for (let [attempt, without] = [1, access.without]; ; attempt += 1) {
    const { ids, total, instead } = await ask({ ...access, without });
    const list = await load(ids);
    const there = new Set(list.map(({ id }) => id));
    const missing = ids.filter((id) => !there.has(id));
    if (missing.length && attempt < mostAttempts) {
      without = [...without, ...missing];
      continue;
    }
    // A word that only what is missing has is nobody's business.
    const isShown = instead && !missing.length && stillHas(search, list[0], instead);
    return { list, total: total - missing.length, ...(isShown && { instead }) };
  }
}

/** It may have been edited, and the index not know yet. */
function stillHas<T>({ words, textOf }: Search<T>, first: T | undefined, instead: readonly string[]): boolean {
  const typed = new Set(wantedWords(words).words);
  const taken = instead.filter((word) => !typed.has(word));
  return first !== undefined && hasWords(textOf(first), taken);
}
