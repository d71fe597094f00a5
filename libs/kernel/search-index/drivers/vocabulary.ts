import { createHash } from 'node:crypto';
import type { Id } from '#kernel/database';
import { deletionsOf, meantWords } from '../near-words.js';
import type { SearchDocument } from '../search-index.js';
import { foldedPieces } from '../words.js';
import { quotedTerm } from './quoted-term.js';

/** A row of search_document of kind 'word'. */
export interface WordRow {
  readonly id: Id;
  /** The text of a tsvector: `=word` for itself, `~wrd` for what it is without a letter. */
  readonly terms: string;
}

/** The words of these documents that somebody may have meant. */
export function vocabularyOf(documents: readonly SearchDocument[]): WordRow[] {
  return [...new Set(documents.flatMap(wordsOf))].map(wordRow);
}

const wordsOf = ({ titles, texts, tags, names }: SearchDocument): string[] =>
  meantWords([titles, tags, names, texts].flatMap((pieces) => foldedPieces(pieces)));

/** What finds the words that are one letter away from these, and others too. */
export const nearQuery = (words: readonly string[]): string =>
  [...new Set(words.flatMap((word) => [word, ...deletionsOf(word)]))]
    .flatMap((term) => [quotedTerm(`=${term}`), quotedTerm(`~${term}`)])
    .join(' | ');

const wordRow = (word: string): WordRow => ({
  id: idOf(word),
  terms: [`=${word}`, ...deletionsOf(word).map((less) => `~${less}`)].map(quotedTerm).join(' '),
});

/** 52 bits of a hash: two words with the same one are not to be expected, and the second would merely not be meant. */
const idOf = (word: string): Id => Number(createHash('sha256').update(word).digest().readBigUInt64BE() >> 12n);
