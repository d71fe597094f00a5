import { type Attachment, folded, wantedWords } from '#kernel/search-index';
import { dayBefore, isDay, latest, soonest } from './days.js';

/** What somebody looks for: words, and beside them what else has to be true of a post. All of it has to hold. */
export interface Asked {
  readonly words: string;
  /** Usernames, without an `@`. */
  readonly authors: readonly string[];
  /** Topics, without a `#`. */
  readonly tags: readonly string[];
  /** Days, as `2026-03-01`; both of them count. */
  readonly from?: string;
  readonly to?: string;
  readonly has: readonly Attachment[];
}

export const nothingAsked: Asked = Object.freeze({ words: '', authors: [], tags: [], has: [] });

export const isAttachment = (value: string): value is Attachment => value === 'image' || value === 'video';

/**
 * Reads what was typed into the box: `from:ada` or `from:@ada`, `#topic`, `has:image`, `has:video`, `before:2026-03-01`,
 * and `after:2026-03-01`, which means that day and later ones. Signs of full width are as good, and quotes around a value.
 * Everything else is a word.
 */
export function readBox(typed: string): Asked {
  return typed
    .split(/\s+/u)
    .filter((piece) => piece !== '')
    .map((piece) => meaningOf(piece) ?? { words: piece })
    .reduce(both, nothingAsked);
}

/** All that the one and the other ask for. */
export function both(one: Asked, other: Partial<Asked>): Asked {
  const from = latest(one.from, other.from);
  const to = soonest(one.to, other.to);
  return {
    words: [one.words, other.words].filter(Boolean).join(' '),
    authors: each([...one.authors, ...(other.authors ?? [])]),
    tags: each([...one.tags, ...(other.tags ?? [])]),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    has: each([...one.has, ...(other.has ?? [])]),
  };
}

export const asksForSomething = ({ words, authors, tags, from, to, has }: Asked): boolean =>
  words !== '' || authors.length > 0 || tags.length > 0 || has.length > 0 || (from ?? to) !== undefined;

/** Whether no post can be that: of two authors, of no day, or of a topic that none is found by. */
export const isImpossible = ({ authors, tags, from, to }: Asked): boolean =>
  authors.length > 1 || (from !== undefined && to !== undefined && from > to) || !tags.every(isFoundWhole);

/** Of what is longer the index has no more. */
const longestSign = 254;

/** Whether posts are found by all of the topic, and not by what it begins with: `one@two` is found as `#one`. */
function isFoundWhole(tag: string): boolean {
  const whole = folded(`#${tag}`);
  const [sign] = wantedWords(`#${tag}`).signs;
  return sign !== undefined && whole.startsWith(sign) && /^\p{P}*$/u.test(whole.slice(sign.length, longestSign));
}

/** As people write it before a name. */
export const withoutSign = (name: string): string => name.trim().replace(/^[@＠#＃]+/u, '');

/** In the spelling that came first. */
function each<T extends string>(values: readonly T[]): T[] {
  const known = new Map<string, T>();
  for (const value of values) {
    const key = value.normalize('NFKC').toLowerCase();
    if (!known.has(key)) known.set(key, value);
  }
  return [...known.values()];
}

const quotes = '"\'“”‘’';
const labelled = new RegExp(`^([a-z]+)[:：][${quotes}]?([^${quotes}]+)[${quotes}]?$`, 'iu');
const topics = /^(?:[#＃][^\s#＃@＠]+)+$/u;

const meanings: Readonly<Record<string, (value: string) => Partial<Asked> | undefined>> = {
  from: (value) => (/^[@＠]?[\p{L}\p{N}_.-]+$/u.test(value) ? { authors: [withoutSign(value)] } : undefined),
  has: (value) => {
    const what = value.toLowerCase();
    return isAttachment(what) ? { has: [what] } : undefined;
  },
  before: (day) => (isDay(day) ? { to: dayBefore(day) } : undefined),
  after: (day) => (isDay(day) ? { from: day } : undefined),
};

function meaningOf(piece: string): Partial<Asked> | undefined {
  if (topics.test(piece)) return topicsOf(piece);
  const [, label = '', value = ''] = labelled.exec(piece) ?? [];
  return Object.hasOwn(meanings, label.toLowerCase()) ? meanings[label.toLowerCase()]!(value) : undefined;
}

/** Without the punctuation of a sentence around them. */
function topicsOf(piece: string): Partial<Asked> | undefined {
  const tags = piece
    .split(/[#＃]/u)
    .slice(1)
    .map((tag) => tag.replace(/\p{P}+$/u, ''));
  return tags.every(isFoundWhole) ? { tags } : undefined;
}
