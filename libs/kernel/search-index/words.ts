/** Of a document's part, before and after its characters are brought to one form. */
const longestText = 10_000;
/** Of a query; what is left is far more than it may have terms. */
const longestQuery = 1_000;
const mostWords = 30;
/** Letters of scripts without spaces are looked for one by one. */
const mostLetters = 60;
const longestWord = 255;
const shortestOpenWord = 2;

const accented = /([A-Za-z])[\u0300-\u036F]+/g;

/** Letters of the scripts that put no spaces between words. */
const spaceless = ['Han', 'Hira', 'Kana', 'Hang', 'Bopo', 'Thai', 'Laoo', 'Khmr', 'Mymr']
  .map((script) => `\\p{scx=${script}}`)
  .join('');
const written = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const pieces = new RegExp(`[${spaceless}]+|[^${spaceless}]+`, 'gu');
const spacelessStart = new RegExp(`^[${spaceless}]`, 'u');
/**
 * A topic as clients take it out of a text, also where U+200C or U+200D stands between its letters, or the name of somebody;
 * a mail address is neither.
 */
const signed = /#(?:[^\s#@\p{C}]|[\u200C\u200D])+|(?<![a-z0-9._-])@[a-z0-9_]+/gu;

/** What a query asks for, in the form in which documents have it. */
export interface WantedWords {
  /** Topics and names with their sign: `#birds`, `@bob`. The words in them are among `words` too. */
  readonly signs: readonly string[];
  /** In their order: words, and runs of letters of a script without spaces. */
  readonly words: readonly string[];
  /** Whether somebody may still be typing the last one: it may be the beginning of a word. */
  readonly isLastOpen: boolean;
  /** All of it, as if it were the name of a topic or of somebody, without a sign; empty where it has several words. */
  readonly name: string;
}

/**
 * In one form: width, compatibility and case of the letters make no difference, nor the accents of Latin ones. Cut to
 * what is looked at.
 */
export const folded = (text: string, longest = longestText): string => {
  const bare = text.slice(0, longest).normalize('NFKD').replace(accented, '$1');
  return bare.normalize('NFKC').slice(0, longest).toLowerCase();
};

/** Whether it is a run of letters that put no spaces between words, such as Chinese. */
export const isSpaceless = (word: string): boolean => spacelessStart.test(word);

/** Words, and runs of letters of a script without spaces, of a folded text in their order; what joins them is none. */
export const wordsIn = (text: string): string[] =>
  (text.match(written) ?? [])
    .flatMap((run) => run.match(pieces) ?? [])
    .map((word) => (isSpaceless(word) ? word : cut(word)));

/** Topics and names of a folded text, with their sign, without the punctuation of the sentence around them. */
export const signsIn = (text: string): string[] =>
  (text.match(signed) ?? []).map((sign) => cut(sign).replace(/\p{P}+$/u, '')).filter((sign) => sign.length > 1);

/** The sign that a topic is found by, `#birds`; empty for one without a letter. */
export const topicSign = (topic: string): string => signsIn(folded(`#${topic.replace(/^[#＃]+/u, '')}`))[0] ?? '';

/** A text is found by these letters and pairs of letters, so that no dictionary is needed. */
export const pairsOf = (run: string): string[] => {
  const letters = Array.from(run);
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
};

/** Of pieces in one form, what can be found: the beginning of what is very long. */
export function foldedPieces(pieces: readonly string[]): string[] {
  let left = longestText;
  return pieces.flatMap((piece) => {
    const text = folded(piece, left);
    left -= text.length;
    return text === '' ? [] : [text];
  });
}

export function wantedWords(typed: string): WantedWords {
  const query = folded(typed, longestQuery);
  const all = wordsIn(query);
  const words = shortened(all);
  const last = all.length === words.length ? words.at(-1) : undefined;
  const isLastOpen =
    last !== undefined && query.endsWith(last) && last.length >= shortestOpenWord && !isSpaceless(last);
  return { signs: [...new Set(signsIn(query))].slice(0, mostWords), words, isLastOpen, name: nameIn(query) };
}

function shortened(all: readonly string[]): string[] {
  let left = mostLetters;
  return all.slice(0, mostWords).flatMap((word) => {
    if (!isSpaceless(word)) return [word];
    const letters = Array.from(word).slice(0, left);
    left -= letters.length;
    return letters.length === 0 ? [] : [letters.join('')];
  });
}

/** The sign that a member is found by, `@bob`; empty for a name of several words. */
export const memberSign = (name: string): string => {
  const whole = nameIn(folded(name));
  return whole === '' ? '' : `@${whole}`;
};

const nameIn = (query: string): string => {
  const name = query.trim().replace(/^[#@]/u, '');
  return /[\s#@]/u.test(name) || wordsIn(name).length === 0 ? '' : cut(name);
};

/** Half a character at the end is none. */
function cut(word: string): string {
  return word.slice(0, longestWord).replace(/\p{Cs}$/u, '');
}
