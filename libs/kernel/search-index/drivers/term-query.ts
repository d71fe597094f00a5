import type { SearchFilter, SearchQuery } from '../search-index.js';
import { type MeantWords, type Wanted, wantedIn } from '../wanted.js';
import { isSpaceless, pairsOf, type WantedWords } from '../words.js';
import { attachmentTerm, authorTerm, kindTerm } from './filter-terms.js';
import { quotedTerm } from './quoted-term.js';

/** The texts of tsqueries. */
export interface TermQuery {
  /** What a document has to have to be found. */
  readonly found: string;
  /** What it is worth more for, as the order `relevance` says, with what each is worth; without what is true of all. */
  readonly worth: readonly (readonly [query: string, points: number])[];
}

const ofText = 'ABC';

/** Null where there is nothing to look for. */
export function termQueryOf(
  { kind, filter = {} }: Pick<SearchQuery, 'kind' | 'filter'>,
  typed: WantedWords,
  meant?: MeantWords,
): TermQuery | null {
  const wanted = wantedIn(filter, typed, meant);
  if (!wanted) return null;
  const { signs, words } = wanted;
  const all = [kindTerm(kind), ...filterTerms(filter), ...signs].map(quotedTerm);
  return { found: [...all, ...words.map((word) => wordQuery(word))].join(' & '), worth: worthOf(words, typed.name) };
}

const filterTerms = ({ authorId, has = [] }: SearchFilter): string[] => [
  ...(authorId === undefined ? [] : [authorTerm(authorId)]),
  ...has.map(attachmentTerm),
];

function worthOf(words: readonly Wanted[], name: string): TermQuery['worth'] {
  const last = words.at(-1);
  if (!last) return [];
  const everyWord = (weights: string) => words.map((word) => wordQuery(word, weights)).join(' & ');
  const lines: [string, number][] = [
    [name && `${quotedTerm(`#${name}`)} | ${quotedTerm(`@${name}`)}`, 16],
    [everyWord('A'), 8],
    [phraseQuery(words), 4],
    [last.isOpen ? wordQuery({ ...last, isOpen: false }) : '', 11],
    [everyWord(ofText), 1],
  ];
  const worth = new Map<string, number>();
  for (const [query, points] of lines) if (query) worth.set(query, (worth.get(query) ?? 0) + points);
  return [...worth];
}

/** All pairs of letters of a run; of a word what it may be. */
function wordQuery(word: Wanted, weights = ''): string {
  return isSpaceless(word.typed) ? runTerms(word.typed, weights).join(' & ') : eitherQuery(word, weights);
}

function eitherQuery({ typed, others, isOpen }: Wanted, weights: string): string {
  const suffix = (isPrefix: boolean) => (isPrefix || weights ? `:${isPrefix ? '*' : ''}${weights}` : '');
  const either = [`${quotedTerm(typed)}${suffix(isOpen)}`, ...others.map((other) => quotedTerm(other) + suffix(false))];
  return either.length > 1 ? `(${either.join(' | ')})` : either[0]!;
}

const runTerms = (run: string, weights: string): string[] => {
  const pairs = pairsOf(run);
  return (pairs.length > 0 ? pairs : [run]).map((term) => quotedTerm(term) + (weights && `:${weights}`));
};

/** A word follows in the next place; what follows a pair of letters, two places behind it. */
function phraseQuery(words: readonly Wanted[]): string {
  let phrase = '';
  let step = 0;
  for (const word of words) {
    const terms = isSpaceless(word.typed) ? runTerms(word.typed, ofText) : [eitherQuery(word, ofText)];
    for (const term of terms) {
      phrase = phrase ? `${phrase} <${step}> ${term}` : term;
      step = 1;
    }
    if (isSpaceless(word.typed) && pairsOf(word.typed).length > 0) step = 2;
  }
  return phrase;
}
