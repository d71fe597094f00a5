import type { SearchFilter } from './search-index.js';
import { topicSign, type WantedWords } from './words.js';

/** One word as it is looked for: as it was typed, or others that may have been meant. */
export interface Wanted {
  readonly typed: string;
  readonly others: readonly string[];
  readonly isOpen: boolean;
}

/** For words that were typed, others that are looked for too. */
export type MeantWords = ReadonlyMap<string, readonly string[]>;

/** What a document has to have: all of the signs, and all of the words. Null where there is nothing to look for. */
export function wantedIn(
  filter: SearchFilter,
  { signs: typed, words, isLastOpen }: WantedWords,
  meant: MeantWords = new Map(),
): { readonly signs: readonly string[]; readonly words: readonly Wanted[] } | null {
  const signs = [...typed, ...(filter.tags ?? []).map(topicSign)];
  if (!isNarrow(filter) && signs.length + words.length === 0) return null;
  if (signs.includes('')) return null;
  return { signs, words: words.map((word, at) => wanted(word, meant, isLastOpen && at === words.length - 1)) };
}

const wanted = (typed: string, meant: MeantWords, isOpen: boolean): Wanted => ({
  typed,
  others: meant.get(typed) ?? [],
  isOpen,
});

const isNarrow = ({ authorId, tags = [], from, before, has = [] }: SearchFilter): boolean =>
  [authorId, from, before].some((value) => value !== undefined) || tags.length + has.length > 0;
