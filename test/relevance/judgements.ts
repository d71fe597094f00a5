import type { Id } from '#kernel/database';
import { type SearchFilter, type SearchKind, searchKinds, type SearchQuery } from '#kernel/search-index';
import { endOf, startOf } from '../../libs/community/search/days.js';
import { readBox } from '../../libs/community/search/query-language.js';
import { linesOf, type Written, type WrittenCommunity } from './written-community.js';

export const shown = 5;

/** What people type, and what has to be among the first five then; nothing where nothing is to be found. */
export interface Judgement {
  readonly typed: string;
  readonly query: SearchQuery;
  readonly expected: readonly Id[];
  readonly why: string;
}

export const judgements = (community: WrittenCommunity): Judgement[] =>
  linesOf('queries.txt').map((line) => judgementOf(line, community));

function judgementOf(line: string, community: WrittenCommunity): Judgement {
  const [kind, typed, pieces, why] = line.split(' | ') as [string, string, string, string];
  if (!isKind(kind) || !why) throw new Error(`Not a query: ${line}`);
  const all = pieces === 'NONE' ? [] : pieces.split(' && ');
  const expected = all.map((piece) => meantBy(piece, community[kind], kind));
  if (expected.length > shown) throw new Error(`So many are not shown: ${line}`);
  return { typed, query: queryOf(kind, typed, community), expected, why };
}

const isKind = (kind: string): kind is SearchKind => searchKinds.some((known) => known === kind);

/** A piece of a post's line that no other has; the whole name of a member or a topic. */
function meantBy(piece: string, all: readonly Written[], kind: SearchKind): Id {
  const [one, ...others] = all.filter(({ line }) => (kind === 'post' ? line.includes(piece) : line === piece));
  if (!one || others.length > 0) throw new Error(`${others.length + (one ? 1 : 0)} of kind ${kind} have: ${piece}`);
  return one.document.id;
}

/** As the application reads the box, for somebody who may see everything. */
function queryOf(kind: SearchKind, typed: string, community: WrittenCommunity): SearchQuery {
  const access = { always: 'anyone', levels: [], except: [], without: [] } as const;
  const plain = { kind, words: typed, access, order: 'relevance', offset: 0, limit: shown } as const;
  if (kind !== 'post') return plain;
  const { words, authors, tags, from, to, has } = readBox(typed);
  const [author] = authors;
  const filter: SearchFilter = {
    ...(author !== undefined && { authorId: meantBy(author, community.member, 'member') }),
    ...(tags.length > 0 && { tags }),
    ...(from !== undefined && { from: startOf(from, 'UTC') }),
    ...(to !== undefined && { before: endOf(to, 'UTC') }),
    ...(has.length > 0 && { has }),
  };
  return { ...plain, words, filter };
}
