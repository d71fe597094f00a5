import { createHash } from 'node:crypto';
import type { Id } from '#kernel/database';
import { deletionsOf } from '../near-words.js';
import type { SearchDocument } from '../search-index.js';
import { foldedPieces, isSpaceless, wordsIn } from '../words.js';
import { quotedTerm } from './quoted-term.js';
import type { IndexedDocument } from './search-documents.repository.js';

/** One less than the shortest, and one more than the longest, that may be mistyped. */
const [shortest, longest] = [3, 41];
/** Of one document; a longer one has its first. */
const mostWords = 1_000;

/** The words of these documents that somebody may have meant. */
export function vocabularyOf(documents: readonly SearchDocument[]): IndexedDocument[] {
  return [...new Set(documents.flatMap(meantWords))].map(wordRow);
}

function meantWords({ titles, texts, tags, names }: SearchDocument): string[] {
  const words = [titles, tags, names, texts].flatMap(foldedPieces).flatMap(wordsIn);
  return [...new Set(words.filter(isMeant))].slice(0, mostWords);
}

function isMeant(word: string): boolean {
  const { length } = Array.from(word);
  return length >= shortest && length <= longest && !isSpaceless(word);
}

/** What finds the words that are one letter away from these, and others too. */
export const nearQuery = (words: readonly string[]): string =>
  [...new Set(words.flatMap((word) => [word, ...deletionsOf(word)]))]
    .flatMap((term) => [quotedTerm(`=${term}`), quotedTerm(`~${term}`)])
    .join(' | ');

function wordRow(word: string): IndexedDocument {
  const terms = [`=${word}`, ...deletionsOf(word).map((less) => `~${less}`)].map(quotedTerm).join(' ');
  const at = new Date(0);
  const row = {
    revision: 1,
    digest: '',
    authorId: 0,
    visibility: 0,
    isTop: false,
    createdAt: at,
    activeAt: at,
    heat: 0,
  };
  return { ...row, kind: 'word', id: idOf(word), terms };
}

/** 52 bits of a hash: two words with the same one are not to be expected, and the second would merely not be meant. */
const idOf = (word: string): Id => Number(createHash('sha256').update(word).digest().readBigUInt64BE() >> 12n);
