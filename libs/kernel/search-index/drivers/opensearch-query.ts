import type { Authors, SearchAccess, SearchFilter, SearchKind, SearchOrder, SearchQuery } from '../search-index.js';
import { mostShown } from '../search-store.js';
import { type MeantWords, type Wanted, wantedIn } from '../wanted.js';
import type { WantedWords } from '../words.js';
import type { Analysis } from './opensearch-analysis.js';
import type { Clause, Conditions, Shelf } from './opensearch-shelf.js';
import { anywhere, inField, together } from './opensearch-words.js';

/** For `Shelf.search`; null where there is nothing to look for. */
export interface BuiltQuery {
  readonly conditions: Conditions;
  readonly more: object;
}

export function builtQuery(
  query: SearchQuery,
  typed: WantedWords,
  { shelf, analysis, meant }: { shelf: Shelf; analysis: Analysis; meant?: MeantWords },
): BuiltQuery | null {
  const { kind, filter = {}, access, order } = query;
  const wanted = wantedIn(filter, typed, meant);
  if (!wanted) return null;
  const { signs, words } = wanted;
  const conditions = {
    filter: [
      ...signs.map((sign) => ({ term: { signs: sign } })),
      ...words.flatMap((word) => anywhere(word, analysis)),
      ...filterClauses(filter, shelf),
      ...accessClauses(access, shelf),
    ],
    must_not: exceptions(access, kind, shelf),
    should: order === 'relevance' ? worthOf(words, typed.name, analysis) : [],
  };
  return { conditions, more: { ...page(query), sort: sortOf(order, kind), track_total_hits: true, _source: false } };
}

function page({ offset, limit }: SearchQuery): object {
  const from = Math.min(offset, mostShown);
  return { from, size: Math.min(limit, mostShown - from) };
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
