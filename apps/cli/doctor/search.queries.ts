import { aboutSql, type Check, checksSql, pendingSql } from './check.queries.js';

const indexTask = 'search.index-post';
/** Puts everything behind a post into the index, batch by batch. */
const rebuildTask = 'search.rebuild-index';

/** No task is going to put this post into the index. */
const unawaited = (id: string): string =>
  `${id} not in (select id from awaited) and coalesce(${id} <= (select min(id) from rebuilt), true)`;

const fields = [
  ['author_id', 'd.author_id', 'p.author_id'],
  ['visibility', 'd.visibility', 'p.visibility'],
  ['is_top', 'd.is_top', 'p.is_top'],
] as const;

/** On its way into the document a time loses what is less than a millisecond. */
const inactive = `d.active_at not between p.latest_replied_at - interval '2 milliseconds' and p.latest_replied_at`;

/**
 * Of a post that is there: what decides who finds it and where it stands. A lower revision is right, for a star raises
 * that of the post alone; a higher one would keep out what comes.
 */
const document: Check = {
  kind: 'search',
  what: 'search_document',
  looked: `
    select p.id, case when d.id is null then format('post %s: has no document', p.id)
             else nullif(concat_ws('; ',
               ${fields
                 .map(
                   ([name, is, due]) =>
                     `case when ${is} <> ${due} then format('document %s: ${name} is %s, should be %s', p.id, ${is}, ${due}) end`,
                 )
                 .join(', ')},
               case when ${inactive} then
                 format('document %s: active_at is %s, should be %s', p.id, d.active_at, p.latest_replied_at) end,
               case when d.revision > p.revision then
                 format('document %s: revision is %s, that of its post %s', p.id, d.revision, p.revision) end), '') end as problem
      from post p left join search_document d on d.id = p.id
     where p.deleted_at is null and ${unawaited('p.id')}`,
};

/** What is deleted may leave a document without terms, which nothing finds. */
const leftOver: Check = {
  kind: 'search',
  what: 'search_document of no post',
  looked: `
    select d.id, case when length(d.terms) > 0 then format('document %s: found, though %s', d.id,
             case when p.id is null then 'there is no such post' else 'its post is deleted' end) end as problem
      from search_document d left join post p on p.id = d.id
     where (p.id is null or p.deleted_at is not null) and ${unawaited('d.id')}`,
};

/** Letters of these scripts are terms one by one. */
const alone = 'ぁ-ゖァ-ヺ一-龥가-힣';
/** Neither a small letter or digit of ASCII nor a character outside of ASCII. */
const between = '\\x01-\\x2f\\x3a-\\x60\\x7b-\\x7f';
/** Of a longer text the first part tells enough; of one that is not, also what must not be among its terms. */
const sample = 500;
const short = 4_500;

/** All that a post says, in one form of letters, as the index folds it; small letters of ASCII only. */
const folded = (text: string): string => `lower(normalize(${text}, NFKC) collate "C")`;

const written = `
  coalesce((select string_agg(case when (block ->> 'type')::int in (1, 2) then block ->> 'content' else block ->> 'alt' end,
                              E'\\n' order by place)
              from jsonb_array_elements(p.blocks) with ordinality as given (block, place)), '')`;

/** Words of ASCII that nothing else is joined to, and letters that stand alone, of the beginning of a text. */
const certainTerms = (text: string): string => `array_to_tsvector(array(
  select word from regexp_split_to_table(${text}, '[${between}]+') as word where word ~ '^[a-z0-9]{1,200}$'
  union select found[1] from regexp_matches(${text}, '[${alone}]', 'g') as found))`;

const everyTerm = (text: string): string => `array_to_tsvector(array(
  select distinct found[1] from regexp_matches(${text}, '[a-z0-9]+|[${alone}]', 'g') as found where length(found[1]) <= 200))`;

const plainTerms = `array_to_tsvector(array(
  select term from unnest(tsvector_to_array(terms)) as term where term ~ '^([a-z0-9]{1,200}|[${alone}])$'))`;

/** What is joined to a longer text's end is not seen here, so its last word does not count. */
const beginning = `
  case when length(text) <= ${sample} then ${folded('text')}
       else regexp_replace(${folded(`left(text, ${sample})`)}, '([a-z0-9]+|.)$', '') end`;

/**
 * Whether a document is found by what its post says. Only words of ASCII and letters of Chinese, Japanese and Korean
 * are compared: how the application cuts others into terms, SQL does not know.
 */
const terms: Check = {
  kind: 'search',
  what: 'search_document.terms',
  looked: `
    select id, case when length(terms || ${certainTerms('beginning')}) > length(terms)
                    then format('document %s: its terms lack words of its post', id)
                    when length(every || plain) > length(every)
                    then format('document %s: has terms that its post does not say', id) end as problem
      from (select id, terms, ${beginning} as beginning,
                   case when greatest(length(said), length(all_folded)) <= ${short} then ${everyTerm('all_folded')} end as every,
                   ${plainTerms} as plain
              from (select id, terms, text, said, ${folded('said')} as all_folded
                      from (select p.id, d.terms, w.text, w.text || ' ' || array_to_string(p.tags, ' ') as said
                              from post p join search_document d on d.id = p.id
                             cross join lateral (select ${written} as text offset 0) w
                             where p.deleted_at is null and ${unawaited('p.id')} offset 0) raw offset 0) whole offset 0) cut`,
};

/** Documents against posts. Not what else finds a document: how its words are cut in scripts that SQL does not know. */
export const searchSql = checksSql(
  [document, leftOver, terms],
  `with ${pendingSql([indexTask, rebuildTask])},
        ${aboutSql('awaited', indexTask, 'postId')}, ${aboutSql('rebuilt', rebuildTask, 'afterId')}`,
);
