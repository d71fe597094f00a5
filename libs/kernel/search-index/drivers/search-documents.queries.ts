import type { Authors, SearchAccess, SearchKind, SearchOrder, SearchQuery } from '../search-index.js';
import type { TermQuery } from './term-query.js';

type Parameter = (value: unknown, type: string) => string;

/** Everything that narrows to a few rows is in `terms`, so that its index finds them. */
export function searchSql(query: SearchQuery, { found, worth }: TermQuery): { sql: string; values: unknown[] } {
  const { kind, access, order, offset, limit } = query;
  const values: unknown[] = [];
  const parameter = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
  const isRanked = order === 'relevance' && worth.length > 0;
  const sql = `
    with found as materialized (
      select id, is_top, created_at, active_at, heat${isRanked ? `, ${worthSql(worth, parameter)} as worth` : ''}
        from search_document
       where ${[`terms @@ ${parameter(found, 'tsquery')}`, ...timesSql(query, parameter), accessSql(access, parameter)].join(' and ')})
    select (select count(*) from found) as total,
           array(select id from found order by ${isRanked ? 'worth desc, ' : ''}${orderSql(order, kind)}, id desc
                  limit ${parameter(limit, 'int')} offset ${parameter(offset, 'int')}) as ids`;
  return { sql, values };
}

const worthSql = (worth: TermQuery['worth'], parameter: Parameter): string =>
  worth.map(([query, points]) => `(terms @@ ${parameter(query, 'tsquery')})::int * ${points}`).join(' + ');

function orderSql(order: SearchOrder, kind: SearchKind): string {
  if (order === 'active') return 'is_top desc, active_at desc';
  return order === 'newest' || (order === 'relevance' && kind === 'post') ? 'created_at desc' : 'heat desc';
}

/** The kind is among the terms already; here it is said for the index of times. */
function timesSql({ kind, filter: { from, before } = {} }: SearchQuery, parameter: Parameter): string[] {
  return [
    ...(from || before ? [`kind = ${parameter(kind, 'text')}`] : []),
    ...(from ? [`created_at >= ${parameter(from, 'timestamptz')}`] : []),
    ...(before ? [`created_at < ${parameter(before, 'timestamptz')}`] : []),
  ];
}

function accessSql({ always, levels, except, without }: SearchAccess, parameter: Parameter): string {
  const isOneOf = (authors: Authors) =>
    authors === 'anyone' ? 'true' : `author_id = any(${parameter(authors, 'bigint[]')})`;
  const ways = levels.map(
    ({ visibility, authors }) => `visibility = ${parameter(visibility, 'smallint')} and ${isOneOf(authors)}`,
  );
  return `author_id <> all(${parameter(except, 'bigint[]')}) and id <> all(${parameter(without, 'bigint[]')})
          and (${[isOneOf(always), ...ways].join(' or ')})`;
}
