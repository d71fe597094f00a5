import { InvalidRequest, type Query } from '#kernel/http';
import { type SearchKind, searchKinds, type SearchOrder } from '#kernel/search-index';
import { isTopic, lengthOf } from '#community/posts';
import { isDay } from './days.js';
import { type Asked, both, isAttachment, readBox, withoutSign } from './query-language.js';

const longestText = 200;
/** Of a topic, with its sign. */
const longestTag = 256;
const mostValues = 20;

export const postFilters = {
  'author?': 'text',
  'tag?': { many: 'text' },
  'from?': 'text',
  'to?': 'text',
  'has?': { many: ['image', 'video'] },
} as const;
const filterNames = Object.keys(postFilters).map((name) => name.replace('?', ''));

/** What is empty is as if it were not there. */
export function shortTextFrom(query: Query, name: string, longest = longestText): string {
  const value = query[name] ?? '';
  if (typeof value !== 'string') throw new InvalidRequest([`${name} must be a text`]);
  if (lengthOf(value.trim()) > longest) throw new InvalidRequest([`${name} must have at most ${longest} characters`]);
  return value.trim();
}

export function choiceFrom<T extends string>(query: Query, name: string, choices: readonly T[]): T | undefined {
  const value = shortTextFrom(query, name);
  const choice = choices.find((known) => known === value);
  if (value && !choice) throw new InvalidRequest([`${name} must be one of ${choices.join(', ')}`]);
  return choice;
}

/** In which a search may be asked for, the usual one first. */
export const searchOrders = ['relevance', 'newest', 'hot'] as const;

export const kindFrom = (query: Query): SearchKind => choiceFrom(query, 'type', searchKinds) ?? 'post';

/** What the box says, and the parameters beside it. */
export function askedFrom(query: Query): Asked {
  const author = withoutSign(shortTextFrom(query, 'author'));
  const [from, to] = [dayFrom(query, 'from'), dayFrom(query, 'to')];
  return both(readBox(shortTextFrom(query, 'query')), {
    ...(author && { authors: [author] }),
    tags: valuesFrom(query, 'tag', longestTag).map(topicFrom),
    ...(from && { from }),
    ...(to && { to }),
    has: valuesFrom(query, 'has').map((value) => {
      if (!isAttachment(value)) throw new InvalidRequest(['has must be image or video']);
      return value;
    }),
  });
}

function topicFrom(value: string): string {
  const name = value.replace(/^[#＃]+/u, '');
  if (!isTopic(name)) throw new InvalidRequest(['tag must be the name of a topic, without a space, # or <']);
  return name;
}

/** For lists of what has no author, topics and the like. */
export function refusePostFilters(query: Query): void {
  const given = filterNames.find((name) => query[name] !== undefined && query[name] !== '');
  if (given !== undefined) throw new InvalidRequest([`${given} is for type post only`]);
}

export const orderFrom = (query: Query, orders: readonly SearchOrder[]): SearchOrder =>
  choiceFrom(query, 'sort', orders) ?? orders[0]!;

function dayFrom(query: Query, name: string): string {
  const value = shortTextFrom(query, name);
  if (value && !isDay(value)) throw new InvalidRequest([`${name} must be a day, such as 2026-03-01`]);
  return value;
}

/** One, or several of the same name. */
function valuesFrom(query: Query, name: string, longest = longestText): string[] {
  const given = query[name];
  const values = Array.isArray(given) ? (given as unknown[]) : [given];
  if (values.length > mostValues) throw new InvalidRequest([`${name} must have at most ${mostValues} values`]);
  return values.map((value) => shortTextFrom({ [name]: value }, name, longest)).filter(Boolean);
}
