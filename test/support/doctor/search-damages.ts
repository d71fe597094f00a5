import { live, of, one } from './damage.js';

const search = of('search');
const documentOf = (column: string, value: string) =>
  search({
    what: 'search_document',
    name: `a document with another ${column}`,
    sql: `update search_document set ${column} = ${value} where id = ${one('post', `${live} and visibility = 90`)}
          returning 'document ' || id || ': ${column}' as row`,
  });
export const searchDamages = [
  search({
    what: 'search_document',
    name: 'a post without a document',
    sql: `delete from search_document where id = ${one('post', live)} returning 'post ' || id || ': has no document' as row`,
  }),
  documentOf('author_id', 'author_id + 1'),
  documentOf('visibility', '0'),
  documentOf('is_top', 'not is_top'),
  documentOf('active_at', `active_at - interval '1 hour'`),
  documentOf('revision', 'revision + 1000'),
  search({
    what: 'search_document.terms',
    name: 'a document without words',
    sql: `update search_document set terms = '' where id = ${one('post', `${live} and blocks <> '[]'`)} returning 'document ' || id || ': its terms lack' as row`,
  }),
  search({
    what: 'search_document.terms',
    name: 'a document with the words from before an edit',
    sql: `update search_document d set terms = ts_delete(terms, 'rewritten') || array_to_tsvector(array['former'])
           where terms @@ '''rewritten''' returning 'document ' || id || ': its terms lack' as row`,
  }),
  search({
    what: 'search_document.terms',
    name: 'a Chinese document that lacks a character',
    sql: `update search_document set terms = ts_delete(terms, '鹭') where terms @@ '''鹭''' returning 'document ' || id || ': its terms lack' as row`,
  }),
  search({
    what: 'search_document.terms',
    name: 'a document with a word too many',
    sql: `update search_document set terms = terms || array_to_tsvector(array['nowhere']) where id = ${one('post', `${live} and blocks <> '[]'`)}
          returning 'document ' || id || ': has terms that' as row`,
  }),
  search({
    what: 'search_document of no post',
    name: 'a deleted post that is found',
    sql: `insert into search_document (id, revision, author_id, visibility, is_top, active_at, terms)
          select id, revision, author_id, visibility, false, now(), array_to_tsvector(array['ghost']) from post
           where id = ${one('post', 'deleted_at is not null')}
          on conflict (id) do update set terms = excluded.terms returning 'document ' || id || ': found' as row`,
  }),
  search({
    what: 'search_document of no post',
    name: 'a document of a post that never was',
    sql: `insert into search_document (id, revision, author_id, visibility, is_top, active_at, terms)
          values (1000000, 1, 1, 90, false, now(), array_to_tsvector(array['ghost'])) returning 'document ' || id || ': found' as row`,
  }),
];
