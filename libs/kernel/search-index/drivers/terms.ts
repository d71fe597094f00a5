/** Of a document, before and after its characters are brought to one form. */
const longestText = 10_000;
/** Of a query; what is left is far more than it may have terms. */
const longestQuery = 1_000;
const mostTerms = 30;
const longestTerm = 255;
const shortestPrefix = 2;

/** Letters of the scripts that put no spaces between words. */
const spaceless = ['Han', 'Hira', 'Kana', 'Hang', 'Bopo', 'Thai', 'Laoo', 'Khmr', 'Mymr']
  .map((script) => `\\p{scx=${script}}`)
  .join('');
const written = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const pieces = new RegExp(`[${spaceless}]+|[^${spaceless}]+`, 'gu');
const isSpaceless = new RegExp(`^[${spaceless}]`, 'u');
/** A topic as clients take it out of a text, or the name of somebody; a mail address is neither. */
const signed = /#[^\s#@\p{C}]+|(?<![a-z0-9._-])@[a-z0-9_]+/gu;

/**
 * What a text is found by. Of words the word; of scripts without spaces each character and each two that stand
 * together, so that a query of any length is found without a dictionary; of topics and names also the whole, with its
 * sign.
 */
export function termsOf(text: string, tags: readonly string[]): string[] {
  const all = [folded(text, longestText), folded(tags.map((tag) => `#${tag}`).join(' '), longestText)];
  return [...new Set(all.flatMap((part) => [...signsIn(part), ...wordsIn(part).flatMap((word) => everyTerm(word))]))];
}

export interface QueryTerms {
  readonly whole: readonly string[];
  /** The last word, if it may be the beginning of one. */
  readonly prefix?: string;
}

/** What a document must have to be found by these words: a few of the terms that they would have as a document. */
export function queryTermsOf(words: string): QueryTerms {
  const query = folded(words, longestQuery);
  const inWords = wordsIn(query);
  const last = inWords.at(-1);
  const prefix = last !== undefined && mayGoOn(last, query) ? cut(last) : undefined;
  const terms = [...signsIn(query), ...inWords.slice(0, prefix === undefined ? undefined : -1).flatMap(fewTerms)];
  const whole = [...new Set(terms)].slice(0, mostTerms - (prefix === undefined ? 0 : 1));
  return { whole, ...(prefix !== undefined && { prefix }) };
}

const folded = (text: string, longest: number): string =>
  text.slice(0, longest).normalize('NFKC').slice(0, longest).toLowerCase();

/** Without the punctuation of the sentence around it. */
const signsIn = (text: string): string[] =>
  (text.match(signed) ?? []).map((sign) => cut(sign).replace(/\p{P}+$/u, '')).filter((sign) => sign.length > 1);

const wordsIn = (text: string): string[] => (text.match(written) ?? []).flatMap((run) => run.match(pieces) ?? []);

const pairsOf = (letters: readonly string[]): string[] =>
  letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);

function everyTerm(word: string): string[] {
  if (!isSpaceless.test(word)) return [cut(word)];
  const letters = Array.from(word);
  return [...letters, ...pairsOf(letters)];
}

function fewTerms(word: string): string[] {
  if (!isSpaceless.test(word)) return [cut(word)];
  const letters = Array.from(word);
  return letters.length === 1 ? letters : pairsOf(letters);
}

/** Somebody may still be typing the word that their text ends with. */
const mayGoOn = (last: string, query: string): boolean =>
  query.endsWith(last) && last.length >= shortestPrefix && !isSpaceless.test(last);

/** Half a character at the end is none. */
const cut = (term: string): string => term.slice(0, longestTerm).replace(/\p{Cs}$/u, '');
