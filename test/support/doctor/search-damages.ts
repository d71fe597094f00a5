import { live, of, one } from './damage.js';

const search = of('search');
/** Of each kind the lowest id that can be found. */
const found = (kind: 'post' | 'member' | 'topic'): string =>
  `kind = '${kind}' and id = ${one(`search_document`, `kind = '${kind}' and terms <> '' and visibility = 90`)}`;
const returning = (rest: string): string => `returning 'document of ' || kind || ' ' || id || ': ${rest}' as row`;

const documentOf = (column: string, value: string, kind: 'post' | 'member' | 'topic' = 'post') =>
  search({
    what: 'search_document',
    name: `a document of a ${kind} with another ${column}`,
    sql: `update search_document set ${column} = ${value} where ${found(kind)} ${returning(column)}`,
  });

const missing = (kind: 'post' | 'member' | 'topic') =>
  search({
    what: 'search_document',
    name: `a ${kind} without a document`,
    sql: `delete from search_document where ${found(kind)} returning kind || ' ' || id || ': has no document' as row`,
  });

const ghost = `insert into search_document
  (kind, id, revision, digest, author_id, visibility, is_top, created_at, active_at, heat, terms)`;
const never = (kind: 'post' | 'member' | 'topic') =>
  search({
    what: 'search_document of nothing',
    name: `a document of a ${kind} that never was`,
    sql: `${ghost} values ('${kind}', 1000000, 1, 'x', 1, 90, false, now(), now(), 0, 'ghost') ${returning('found')}`,
  });
const gone = (kind: 'post' | 'member' | 'topic', where: string) =>
  search({
    what: 'search_document of nothing',
    name: `a ${kind} that is found, though it is gone`,
    sql: `${ghost} select '${kind}', id, revision, 'x', 0, 90, false, now(), now(), 0, 'ghost' from ${kind}
           where id = ${one(kind, where)} on conflict (kind, id) do update set terms = excluded.terms ${returning('found')}`,
  });

export const searchDamages = [
  missing('post'),
  missing('member'),
  missing('topic'),
  documentOf('author_id', 'author_id + 1'),
  documentOf('visibility', '0'),
  documentOf('is_top', 'not is_top'),
  documentOf('active_at', `active_at - interval '1 hour'`),
  documentOf('created_at', `created_at - interval '1 hour'`),
  documentOf('revision', 'revision + 1000'),
  documentOf('author_id', '0', 'member'),
  documentOf('revision', 'revision + 1000', 'topic'),
  search({
    what: 'search_document.terms',
    name: 'a document without words',
    sql: `update search_document set terms = '' where kind = 'post' and id = ${one('post', `${live} and blocks <> '[]'`)} ${returning('its terms lack')}`,
  }),
  search({
    what: 'search_document.terms',
    name: 'a document with the words from before an edit',
    sql: `update search_document d set terms = ts_delete(terms, 'rewritten') || array_to_tsvector(array['former'])
           where terms @@ '''rewritten''' ${returning('its terms lack')}`,
  }),
  search({
    what: 'search_document.terms',
    name: 'a member by another name',
    sql: `update search_document set terms = 'somebody' where ${found('member')} ${returning('its terms lack')}`,
  }),
  search({
    what: 'search_document.terms',
    name: 'a Chinese document that lacks a character',
    sql: `update search_document set terms = ts_delete(terms, '鹭') where terms @@ '''鹭''' ${returning('its terms lack')}`,
  }),
  search({
    what: 'search_document.terms',
    name: 'a document with a word too many',
    sql: `update search_document set terms = terms || array_to_tsvector(array['nowhere'])
           where kind = 'post' and id = ${one('post', `${live} and blocks <> '[]'`)} ${returning('has terms of')}`,
  }),
  gone('post', 'deleted_at is not null'),
  gone('topic', 'quote_count = 0'),
  never('post'),
  never('member'),
  never('topic'),
];
