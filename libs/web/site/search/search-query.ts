import { InvalidRequest, type Query } from '#kernel/http';
import { type SearchKind, searchKinds } from '#kernel/search-index';
import {
  type Asked,
  askedFrom,
  asksForSomething,
  isAttachment,
  nameWords,
  nothingAsked,
  searchOrders,
} from '#community/search';
import { type FieldErrors, listOf, valuesOf } from '#web/shell';
import type { SearchTexts } from './search.texts.js';

export type Order = (typeof searchOrders)[number];

/** What stands in the box, and beside it, as it was typed. */
export interface Typed {
  readonly q: string;
  readonly kind: SearchKind;
  readonly order: Order;
  readonly author: string;
  /** Topics, with spaces between them. */
  readonly tag: string;
  readonly from: string;
  readonly to: string;
  readonly has: readonly string[];
}

/** What is no kind and no order is passed over; what is wrong in a field is said beside it. */
export function typedFrom(query: Query): Typed {
  const { q = '', type, sort, author = '', from = '', to = '' } = valuesOf(query);
  return {
    ...{ q: q.trim(), author: author.trim(), from: from.trim(), to: to.trim() },
    kind: searchKinds.find((kind) => kind === type) ?? 'post',
    order: searchOrders.find((order) => order === sort) ?? 'relevance',
    tag: listOf(query, 'tag').flatMap(wordsOf).join(' '),
    has: [...new Set(listOf(query, 'has').filter(isAttachment))],
  };
}

/** As `GET /v1/search` takes it. Filters are of posts; for names there is the box alone. */
const wireOf = ({ q, kind, author, tag, from, to, has }: Typed): Query =>
  kind === 'post' ? { query: q, author, tag: wordsOf(tag), from, to, has: [...has] } : { query: q };

/** Nothing asked for: null. */
export const askedBy = (typed: Typed): Asked | null => {
  const asked = askedFrom(wireOf(typed));
  const { kind } = typed;
  const isAsked = kind === 'post' ? asksForSomething(asked) : nameWords(asked, kind) !== '';
  return isAsked ? asked : null;
};

/** Each field by itself, so that all that is wrong is said at once. */
export function errorsIn(typed: Typed, say: SearchTexts): FieldErrors {
  const { query, ...filters } = wireOf(typed);
  const fields = {
    q: { query },
    ...Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, { [name]: value }])),
  };
  const wrong = { q: say.tooLong, author: say.tooLong, tag: say.wrongTopics, from: say.wrongDay, to: say.wrongDay };
  return Object.fromEntries(Object.entries(wrong).filter(([name]) => !isFine(fields[name as 'q'])));
}

function isFine(query: Query | undefined): boolean {
  try {
    askedFrom(query ?? {});
    return true;
  } catch (error) {
    if (error instanceof InvalidRequest) return false;
    throw error;
  }
}

/** The address of a search. */
export function searchPath(typed: Typed, page = 1): string {
  const { q, kind, order, author, tag, from, to, has } = typed;
  const some: [string, string][] = [
    ['q', q],
    ['type', kind === 'post' ? '' : kind],
    ['author', author],
    ['tag', tag],
    ['from', from],
    ['to', to],
    ...has.map((what): [string, string] => ['has', what]),
    ['sort', order === 'relevance' ? '' : order],
    ['page', page > 1 ? String(page) : ''],
  ];
  const query = new URLSearchParams(some.filter(([, value]) => value !== ''));
  return query.size ? `/search?${query}` : '/search';
}

export interface Filter {
  readonly name: 'author' | 'tag' | 'from' | 'to' | 'has';
  readonly value: string;
  /** The same search without it. */
  readonly without: string;
}

/** Everything that was understood as a filter, wherever it was typed. */
export function filtersOf(typed: Typed, asked: Asked): Filter[] {
  const { authors, tags, from, to, has } = asked;
  const filter = (name: Filter['name'], value: string, less: Partial<Asked>): Filter => ({
    ...{ name, value },
    without: searchPath(spelt(typed, { ...asked, ...less })),
  });
  return [
    ...authors.map((value) => filter('author', value, { authors: authors.filter((one) => one !== value) })),
    ...tags.map((value) => filter('tag', value, { tags: tags.filter((one) => one !== value) })),
    ...(from === undefined ? [] : [filter('from', from, { from: '' })]),
    ...(to === undefined ? [] : [filter('to', to, { to: '' })]),
    ...has.map((value) => filter('has', value, { has: has.filter((one) => one !== value) })),
  ];
}

export const withoutFilters = (typed: Typed, asked: Asked): string =>
  searchPath(spelt(typed, { ...nothingAsked, words: asked.words }));

/** With words alone in the box, and everything else beside it; of two authors the second has no place but the box. */
function spelt(typed: Typed, { words, authors, tags, from = '', to = '', has }: Asked): Typed {
  const [author = '', ...others] = authors;
  const q = [words, ...others.map((name) => `from:${name}`)].filter(Boolean).join(' ');
  return { ...typed, q, author, tag: tags.join(' '), from, to, has };
}

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter(Boolean);
