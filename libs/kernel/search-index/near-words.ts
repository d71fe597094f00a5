import { isSpaceless, type WantedWords, wordsIn } from './words.js';

const shortestMistaken = 4;
const longestMistaken = 40;
/** Of a document; a longer one has its first. */
const mostOfDocument = 1_000;
/** Of those that may be meant by one word. */
const mostMeant = 50;

/** Whether somebody may have meant another word by it. Digits are no letters: another number is another thing. */
export function isMistakable(word: string): boolean {
  const { length } = Array.from(word);
  return length >= shortestMistaken && length <= longestMistaken && !isSpaceless(word) && !/\p{N}/u.test(word);
}

/** One letter more, one less, another, or two neighbours exchanged. */
export function isOneAway(one: string, other: string): boolean {
  let [short, long] = [Array.from(one), Array.from(other)];
  if (short.length > long.length) [short, long] = [long, short];
  const from = long.findIndex((letter, index) => letter !== short[index]);
  if (from < 0) return false;
  let alike = 0;
  while (alike < short.length - from && short.at(-1 - alike) === long.at(-1 - alike)) alike += 1;
  const [less, more] = [short.slice(from, short.length - alike), long.slice(from, long.length - alike)];
  if (more.length === 2 && less.length === 2) return less[0] === more[1] && less[1] === more[0];
  return more.length === 1 && less.length <= 1;
}

/** Of a document's pieces in one form, in their order: the words that somebody may have meant by one that is mistaken. */
export function meantWords(pieces: readonly string[]): string[] {
  const words = pieces.flatMap(wordsIn).filter((word) => {
    const { length } = Array.from(word);
    return length >= shortestMistaken - 1 && length <= longestMistaken + 1 && !isSpaceless(word);
  });
  return [...new Set(words)].slice(0, mostOfDocument);
}

/** Of the words that there are, those that may be meant by this one. */
export const meantBy = (word: string, known: readonly string[]): string[] =>
  known
    .filter((other) => isOneAway(word, other))
    .sort()
    .slice(0, mostMeant);

/** The word without one of its letters: two words one letter away from each other have one of these in common, or are one. */
export function deletionsOf(word: string): string[] {
  const letters = Array.from(word);
  return [...new Set(letters.map((_, index) => letters.toSpliced(index, 1).join('')))];
}

const plain = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*$/u;

/**
 * The words as a document has them that was found by words one letter away: what was typed, where it has that too. What
 * is no word among what the document is found by does not count.
 */
export function wordsInstead({ words, isLastOpen }: WantedWords, inDocument: Iterable<string>): string[] {
  const there = [...new Set(inDocument)].filter((term) => plain.test(term)).sort();
  return words.map((word, index) => {
    const isOpen = isLastOpen && index === words.length - 1;
    const asTyped = !isMistakable(word) || there.some((other) => (isOpen ? other.startsWith(word) : other === word));
    return asTyped ? word : (there.find((other) => isOneAway(word, other)) ?? word);
  });
}
