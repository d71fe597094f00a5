import { Random } from './random.js';

const words = 8_000;
const consonants = ['b', 'br', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'v', 'w'];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou'];
const endings = ['', '', 'n', 'r', 's', 't'];
/** The first of the block that have a use today lie close together; which ones they are makes no difference. */
const firstCharacter = 0x4e00;
const characters = 2_500;

/** Eight thousand words each, the frequent ones short, as languages have them. */
const english = distinct(new Random(101), (random, rank) => {
  const syllables = rank < 60 ? 1 : 2 + random.below(rank < 2_000 ? 2 : 3);
  return (
    Array.from({ length: syllables }, () => random.of(consonants) + random.of(vowels)).join('') + random.of(endings)
  );
});
const chinese = distinct(new Random(102), (random, rank) => {
  const length = rank < 100 ? 1 : random.chance(0.85) ? 2 : 3;
  const character = (): string => String.fromCodePoint(firstCharacter + random.skewed(characters));
  return Array.from({ length }, character).join('');
});

function distinct(random: Random, make: (random: Random, rank: number) => string): string[] {
  const made = new Set<string>();
  while (made.size < words) made.add(make(random, made.size));
  return [...made];
}

/** Each as often as its rank says (Zipf): the first one is every thirteenth word, most are rare. */
const wordOf = (random: Random, all: readonly string[]): string => all[Math.floor(all.length ** random.next()) - 1]!;

/** Words of one text: half of the texts Chinese, some of them with English words in between. */
export interface SearchText {
  readonly words: readonly string[];
  readonly isChinese: boolean;
}

export function searchText(random: Random): SearchText {
  const isChinese = random.chance(0.5);
  const mixed = isChinese && random.chance(0.2);
  const count = 4 + random.skewed(40);
  const one = (): string => wordOf(random, isChinese && !(mixed && random.chance(0.15)) ? chinese : english);
  return { words: Array.from({ length: count }, one), isChinese };
}

/** As somebody writes it: a stop now and then, spaces where the script has them. */
export function written({ words: said, isChinese }: SearchText, random: Random): string {
  const [stop, space] = isChinese ? ['。', ''] : ['. ', ' '];
  let text = '';
  for (const [index, word] of said.entries()) {
    const next = said[index + 1];
    const apart = isLatin(word) || (next !== undefined && isLatin(next)) ? ' ' : space;
    text += word + (next === undefined ? stop.trim() : random.chance(0.08) ? stop : apart);
  }
  return text;
}

const isLatin = (word: string): boolean => /^[a-z]/.test(word);
