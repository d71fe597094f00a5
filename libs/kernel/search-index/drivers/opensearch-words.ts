import type { Wanted } from '../wanted.js';
import { isSpaceless, pairsOf } from '../words.js';
import type { Analysis } from './opensearch-analysis.js';
import { type Field, longestPrefix, prefixField, runsOf, shortestPrefix } from './opensearch-layout.js';
import type { Clause } from './opensearch-shelf.js';

/** What has to stand in a field. */
type Part = (field: Field) => Clause;

export const every = (filter: readonly Clause[]): Clause => ({ bool: { filter } });
export const either = (should: readonly Clause[]): Clause =>
  should.length === 1 ? should[0]! : { bool: { should, minimum_should_match: 1 } };

/** In a document, wherever: each word, and each pair of letters of a run, as they are, or others that were meant. */
export const anywhere = (word: Wanted, analysis: Analysis, isNamed = true): Clause[] =>
  partsOf(word, analysis, isNamed).map((part) => either([part('body'), part('name')]));

export const inField = (field: Field, words: readonly Wanted[], analysis: Analysis): Clause =>
  every(words.flatMap((word) => partsOf(word, analysis).map((part) => part(field))));

function partsOf(word: Wanted, analysis: Analysis, isNamed = false): Part[] {
  if (isSpaceless(word.typed)) return runParts(word.typed, analysis);
  return [(field) => either(wordClauses(word, field, isNamed))];
}

/** Where others are meant, the answer tells by the names of these clauses which of the words a document has. */
function wordClauses({ typed, others, isOpen }: Wanted, field: Field, isNamed = false): Clause[] {
  const named = (value: string) => ({ value, ...(isNamed && others.length > 0 && { _name: `${field} ${value}` }) });
  const isPrefix = isOpen && Array.from(typed).length >= shortestPrefix;
  return [
    isPrefix ? { prefix: { [field]: named(typed) } } : { term: { [field]: named(typed) } },
    ...others.map((other) => ({ term: { [field]: named(other) } })),
  ];
}

/** The words of a document by the names of the clauses that are true of it. */
export const wordsNamed = (names: readonly string[]): string[] =>
  names.map((name) => name.slice(name.indexOf(' ') + 1));

/** As texts are cut into stretches: letters that the analysis knows, and of all others each pair. */
export const stretchesOf = (run: string, { letters }: Analysis): string[] =>
  run.match(new RegExp(`${letters.source}{2,}`, 'gu')) ?? [];

function runParts(run: string, analysis: Analysis): Part[] {
  const pairs = pairsOf(run);
  if (pairs.length === 0) return [(field) => ({ term: { [field]: run } })];
  const stretches = analysis.isPairs ? [] : stretchesOf(run, analysis);
  const known = stretches.map((query): Part => (field) => ({ match_phrase: { [runsOf(field)]: { query } } }));
  const isKnown = (pair: string) => stretchesOf(pair, analysis).length > 0;
  const rest = analysis.isPairs ? pairs : pairs.filter((pair) => !isKnown(pair));
  return [
    ...known,
    ...rest.map((pair): Part => {
      if (isKnown(pair)) return (field) => ({ term: { [runsOf(field)]: pair } });
      return (field) => ({ match_phrase: { [field]: Array.from(pair).join(' ') } });
    }),
  ];
}

/** Words and letters in their order, with nothing between them; null for a single one. */
export function together(field: Field, words: readonly Wanted[]): Clause | null {
  const units = words.flatMap(({ typed }) => unitsOf(typed));
  if (units.length === 1) return null;
  if (words.some(({ others }) => others.length > 0)) return togetherOrOthers(field, words);
  const query = units.join(' ');
  return words.at(-1)!.isOpen
    ? { match_phrase_prefix: { [field]: { query, max_expansions: mostLongWords } } }
    : { match_phrase: { [field]: { query } } };
}

const unitsOf = (word: string): string[] => (isSpaceless(word) ? Array.from(word) : [word]);

/** Of words that begin with the same many letters, so many are looked for in their order. */
const mostLongWords = 1_000;

function togetherOrOthers(field: Field, words: readonly Wanted[]): Clause {
  const term = (value: string): Clause => ({ span_term: { [field]: { value } } });
  const clauses = words.flatMap(({ typed, others, isOpen }): Clause[] => {
    if (isSpaceless(typed)) return Array.from(typed).map(term);
    const first = isOpen ? beginning(field, typed) : term(typed);
    return [{ span_or: { clauses: [first, ...others.map(term)] } }];
  });
  return { span_near: { clauses, slop: 0, in_order: true } };
}

function beginning(field: Field, value: string): Clause {
  const { length } = Array.from(value);
  if (length >= shortestPrefix && length <= longestPrefix)
    return { field_masking_span: { field, query: { span_term: { [prefixField(field)]: { value } } } } };
  const rewrite = `top_terms_${mostLongWords}`;
  return { span_multi: { match: { prefix: { [field]: { value, rewrite } } } } };
}
