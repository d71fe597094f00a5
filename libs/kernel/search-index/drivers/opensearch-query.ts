import type { Authors, SearchAccess, SearchFilter, SearchKind, SearchOrder, SearchQuery } from '../search-index.js';
import { topicSign, type WantedWords } from '../words.js';
import type { Analysis } from './opensearch-analysis.js';
import type { Clause, Conditions, Shelf } from './opensearch-shelf.js';
import { anywhere, inField, together, type Wanted, wantedOf } from './opensearch-words.js';

/** OpenSearch counts what lies behind it, and does not show it. */
const lastShown = 10_000;

/** For `Shelf.search`; null where there is nothing to look for. */
export interface BuiltQuery {
  readonly conditions: Conditions;
  readonly more: object;
}

/** `meant`: for words that were typed, others that are looked for too. */
export function builtQuery(
  query: SearchQuery,
  wanted: WantedWords,
  { shelf, analysis, meant }: { shelf: Shelf; analysis: Analysis; meant?: ReadonlyMap<string, readonly string[]> },
): BuiltQuery | null {
  const { kind, filter = {}, access, order } = query;
  const signs = [...wanted.signs, ...(filter.tags ?? []).map(topicSign)];
  if (!isNarrow(filter) && signs.length + wanted.words.length === 0) return null;
  if (signs.includes('')) return null;
  const words = wantedOf(wanted, meant);
  const conditions = {
    filter: [
      ...signs.map((sign) => ({ term: { signs: sign } })),
      ...words.flatMap((word) => anywhere(word, analysis)),
      ...filterClauses(filter, shelf),
      ...accessClauses(access, shelf),
    ],
    must_not: exceptions(access, kind, shelf),
    should: order === 'relevance' ? worthOf(words, wanted.name, analysis) : [],
  };
  return { conditions, more: { ...page(query), sort: sortOf(order, kind), track_total_hits: true, _source: false } };
}

const isNarrow = ({ authorId, tags = [], from, before, has = [] }: SearchFilter): boolean =>
  [authorId, from, before].some((value) => value !== undefined) || tags.length + has.length > 0;

function page({ offset, limit }: SearchQuery): object {
  const from = Math.min(offset, lastShown);
  return { from, size: Math.min(limit, lastShown - from) };
}

function filterClauses({ authorId, from, before, has = [] }: SearchFilter, shelf: Shelf): Clause[] {
  return [
    ...(authorId === undefined ? [] : [{ term: { author: shelf.own(authorId) } }]),
    ...has.map((attachment) => ({ term: { has: attachment } })),
    ...(from ? [{ range: { created_at: { gte: from.getTime() } } }] : []),
    ...(before ? [{ range: { created_at: { lt: before.getTime() } } }] : []),
  ];
}

function accessClauses({ always, levels }: SearchAccess, shelf: Shelf): Clause[] {
  if (always === 'anyone') return [];
  const ways = levels.map(({ visibility, authors }) => ({
    bool: { filter: [{ term: { visibility: shelf.own(visibility) } }, ...isOneOf(authors, shelf)] },
  }));
  return [{ bool: { should: [...isOneOf(always, shelf), ...ways], minimum_should_match: 1 } }];
}

const isOneOf = (authors: Authors, shelf: Shelf): Clause[] =>
  authors === 'anyone' ? [] : [{ terms: { author: authors.map(shelf.own) } }];

const exceptions = ({ except, without }: SearchAccess, kind: SearchKind, shelf: Shelf): Clause[] => [
  ...(except.length > 0 ? [{ terms: { author: except.map(shelf.own) } }] : []),
  ...(without.length > 0 ? [{ ids: { values: without.map((id) => shelf.documentId(kind, id)) } }] : []),
];

/** Whole numbers, as PostgreSQL counts them, so that the order is the same; without what is true of all that is found. */
function worthOf(words: readonly Wanted[], name: string, analysis: Analysis): Clause[] {
  const last = words.at(-1);
  if (!last) return [];
  const phrase = together('body', words);
  const worth: [points: number, clauses: readonly Clause[]][] = [
    [16, name ? [{ terms: { signs: [`#${name}`, `@${name}`] } }] : []],
    [8, [inField('title', words, analysis)]],
    [4, phrase ? [phrase] : []],
    [11, last.isOpen ? anywhere({ ...last, isOpen: false }, analysis, false) : []],
    [phrase ? 1 : 5, [inField('body', words, analysis)]],
  ];
  return worth
    .filter(([, clauses]) => clauses.length > 0)
    .map(([boost, filter]) => ({ constant_score: { filter: { bool: { filter } }, boost } }));
}

function sortOf(order: SearchOrder, kind: SearchKind): object[] {
  const byTime = order === 'newest' || (order === 'relevance' && kind === 'post');
  const keys = order === 'active' ? ['is_top', 'active_at'] : [byTime ? 'created_at' : 'heat'];
  const fields = [...keys, 'id'].map((key) => ({ [key]: 'desc' }));
  return order === 'relevance' ? [{ _score: 'desc' }, ...fields] : fields;
}
