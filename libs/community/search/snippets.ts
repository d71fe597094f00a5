import { isSpaceless, wantedWords } from '#kernel/search-index';
import { type FoldedText, foldedWithPlaces, sameSigma, type Stretch } from './folded-text.js';

/** About how many characters of a text are shown, and how many of them before what was found. */
const shown = 160;
const before = 40;
/** What stands further behind is not looked at. */
const longest = 20_000;

/** What is marked in texts. */
export interface Wanted {
  /** Of scripts with spaces, as a whole. */
  readonly words: readonly string[];
  /** The beginning of a word. */
  readonly beginning?: string;
  /** Letters of scripts without spaces: together where they stand together, else by pairs. */
  readonly runs: readonly string[];
  /** Topics and names with their sign. */
  readonly signs: readonly string[];
}

export interface Searched {
  readonly words: string;
  readonly tags?: readonly string[];
  /** What was taken for words that nothing has. */
  readonly instead?: readonly string[];
}

export function wantedOf({ words: typed, tags = [], instead = [] }: Searched): Wanted {
  const [own, taken] = [wantedWords(typed), wantedWords(instead.join(' '))];
  const all = [...new Set([...own.words, ...taken.words].map(sameSigma))];
  const topics = tags.flatMap((tag) => wantedWords(`#${tag}`).signs);
  return {
    words: all.filter((word) => !isSpaceless(word)),
    ...(own.isLastOpen && { beginning: sameSigma(own.words.at(-1)!) }),
    runs: all.filter(isSpaceless),
    signs: [...own.signs, ...topics].map(sameSigma),
  };
}

/** A stretch of a text, as it stands there. */
export interface Piece {
  readonly text: string;
  /** Whether it is wanted. */
  readonly isFound: boolean;
}

/** What of the text is shown, which put together stands in it like this. */
export function piecesOf(text: string, wanted: Wanted): Piece[] {
  const found = findings(foldedWithPlaces(text.slice(0, longest)), wanted);
  const piece = pieceAround(text, best(found));
  return cut(text, piece, joined(found));
}

/** The same as HTML, with `<mark>` around what is wanted and no other tag. */
export const snippetOf = (text: string, wanted: Wanted): string =>
  piecesOf(text, wanted)
    .map((piece) => (piece.isFound ? `<mark>${escaped(piece.text)}</mark>` : escaped(piece.text)))
    .join('');

/** Whether each of these words stands in the text. */
export function hasWords(text: string, words: readonly string[]): boolean {
  const folded = foldedWithPlaces(text.slice(0, longest));
  return words.every((word) => findings(folded, wantedOf({ words: '', instead: [word] })).length > 0);
}

interface Finding extends Stretch {
  /** Which of the words it is. */
  readonly term: string;
}

/** In the order of the text. */
function findings(folded: FoldedText, { words, beginning, runs, signs }: Wanted): Finding[] {
  const { text } = folded;
  const all = [
    ...words.flatMap((word) => occurrences(text, word).filter((at) => begins(text, at) && ends(text, at))),
    ...(beginning === undefined ? [] : occurrences(text, beginning))
      .filter((at) => begins(text, at))
      .map((at) => ({ ...at, to: endOfWord(text, at.to) })),
    ...runs.flatMap((run) => runIn(text, run)),
    ...signs.flatMap((sign) => occurrences(text, sign).filter((at) => endsSign(text, at))),
  ];
  return all.map((at) => ({ ...at, ...folded.origin(at) })).toSorted((one, other) => one.from - other.from);
}

function occurrences(text: string, term: string): Finding[] {
  const found: Finding[] = [];
  for (let from = text.indexOf(term); from >= 0; from = text.indexOf(term, from + term.length))
    found.push({ from, to: from + term.length, term });
  return found;
}

function runIn(text: string, run: string): Finding[] {
  const whole = occurrences(text, run);
  if (whole.length) return whole;
  const letters = Array.from(run);
  const pairs = letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
  return [...new Set(pairs)].flatMap((pair) => occurrences(text, pair));
}

/** A letter that a word of a script with spaces goes on with. */
const isOfWord = (letter: string | undefined): boolean =>
  letter !== undefined && /^[\p{L}\p{M}\p{N}]/u.test(letter) && !isSpaceless(letter);
const letterAt = (text: string, at: number): string | undefined =>
  at < text.length ? String.fromCodePoint(text.codePointAt(at)!) : undefined;
const letterBefore = (text: string, at: number): string | undefined =>
  /[^]$/u.exec(text.slice(Math.max(0, at - 2), at))?.[0];

const begins = (text: string, { from }: Stretch): boolean => !isOfWord(letterBefore(text, from));
const ends = (text: string, { to }: Stretch): boolean => !isOfWord(letterAt(text, to));

function endOfWord(text: string, from: number): number {
  let to = from;
  for (let letter = letterAt(text, to); isOfWord(letter); letter = letterAt(text, to)) to += letter!.length;
  return to;
}

/** A topic goes on until a space or another one; punctuation behind it is the sentence's. */
const endsSign = (text: string, { from, to }: Stretch): boolean =>
  text[from] === '@'
    ? !/^[a-z0-9_]/.test(text.slice(to, to + 1))
    : /^\p{P}*(?:$|[\s#@]|(?![\u200C\u200D])\p{C})/u.test(text.slice(to, to + 100));

/** Where most of the words stand near each other; of several such places the first. */
function best(found: readonly Finding[]): Stretch {
  let [place, most]: [Stretch, number] = [found[0] ?? { from: 0, to: 0 }, 0];
  for (const [index, first] of found.entries()) {
    const terms = new Set<string>();
    for (let next = index; next < found.length && found[next]!.to <= first.from + shown - before; next += 1)
      terms.add(found[next]!.term);
    if (terms.size > most) [place, most] = [first, terms.size];
  }
  return place;
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Between spaces, where there are some near the ends. */
function pieceAround(text: string, place: Stretch): Stretch {
  if (text.length <= shown) return { from: 0, to: text.length };
  const earliest = Math.max(0, Math.min(place.from - before, text.length - shown));
  const space = earliest === 0 ? -1 : text.slice(earliest, place.from).search(/\s/u);
  const from = space < 0 ? startOfCharacter(text, earliest) : earliest + space;
  const last = Math.min(text.length, from + shown);
  if (last === text.length) return { from, to: last };
  const lastSpace = /\s\S{0,30}$/u.exec(text.slice(Math.max(place.to, from + 1), last));
  const to = lastSpace ? last - lastSpace[0].length : startOfCharacter(text, last);
  return { from, to: to > from ? to : wholeBefore(text, last) };
}

/** So that nothing ends in half a pair. */
const wholeBefore = (text: string, at: number): number => (/[\uD800-\uDBFF]$/.test(text.slice(0, at)) ? at - 1 : at);
const startOfCharacter = (text: string, at: number): number => characters.segment(text).containing(at)?.index ?? at;

function joined(found: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const { from, to } of found) {
    const last = all.at(-1);
    if (last && from <= last.to) all[all.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else all.push({ from, to });
  }
  return all;
}

function cut(text: string, piece: Stretch, marks: readonly Stretch[]): Piece[] {
  const [start, end] = trimmed(text, piece);
  const pieces: Piece[] = [];
  let at = start;
  for (const mark of marks) {
    const [from, to] = [Math.max(mark.from, start), Math.min(mark.to, end)];
    if (from >= to) continue;
    pieces.push({ text: text.slice(at, from), isFound: false }, { text: text.slice(from, to), isFound: true });
    at = to;
  }
  return [...pieces, { text: text.slice(at, end), isFound: false }].filter((one) => one.text !== '');
}

function trimmed(text: string, { from, to }: Stretch): [number, number] {
  const piece = text.slice(from, to);
  const start = from + piece.length - piece.trimStart().length;
  return [start, Math.max(start, to - piece.length + piece.trimEnd().length)];
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!);
