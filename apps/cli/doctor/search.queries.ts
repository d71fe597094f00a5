import { aboutSql, type Check, checksSql, pendingSql } from './check.queries.js';

const indexPost = 'search.index-post';
const indexPostsOf = ['search.index-posts-of', 'search.index-more-posts-of'] as const;
const indexMember = 'search.index-member';
const indexTopics = 'search.index-topics';
/** Puts everything behind a document into the index, batch by batch, kind by kind. */
const rebuild = 'search.rebuild-index';
/** In the order in which a rebuild comes to them. */
const kinds = ['post', 'member', 'topic'] as const;

const written = `
  coalesce((select string_agg(case when (block ->> 'type')::int in (1, 2) then block ->> 'content' else block ->> 'alt' end,
                              E'\\n' order by place)
              from jsonb_array_elements(r.blocks) with ordinality as given (block, place)), '')`;

/** What documents of one kind are of; `r` is such a row, `d` its document. */
interface Documented {
  readonly kind: (typeof kinds)[number];
  readonly from: string;
  readonly isGone: string;
  readonly isAwaited: string;
  readonly revision: string;
  readonly authorId: string;
  readonly visibility: string;
  readonly isTop: string;
  readonly activeAt: string;
  /** What it says, and what is said of it beside. */
  readonly text: string;
  readonly beside: string;
}

const isAbout = (name: string, id: string): string => `exists (select from ${name} where ${name}.id = ${id})`;

const documented: readonly Documented[] = [
  {
    kind: 'post',
    from: 'post r join member author on author.id = r.author_id',
    isGone: 'r.deleted_at is not null',
    isAwaited: `${isAbout('awaited_post', 'd.id')} or ${isAbout('awaited_post', 'r.id')} or ${isAbout('awaited_author', 'r.author_id')}`,
    revision: 'r.revision + author.revision',
    authorId: 'r.author_id',
    visibility: 'r.visibility',
    isTop: 'r.is_top',
    activeAt: 'r.latest_replied_at',
    text: written,
    beside: `concat_ws(' ', array_to_string(r.tags, ' '), author.username, author.nickname)`,
  },
  {
    kind: 'member',
    from: 'member r',
    isGone: '(r.deleted_at is not null or r.status <> 1 or not r.is_findable)',
    isAwaited: `${isAbout('awaited_member', 'd.id')} or ${isAbout('awaited_member', 'r.id')}`,
    revision: 'r.revision',
    authorId: 'r.id',
    visibility: '90',
    isTop: 'false',
    activeAt: 'r.created_at',
    text: `concat_ws(' ', r.username, r.nickname)`,
    beside: `''`,
  },
  {
    kind: 'topic',
    from: 'topic r',
    isGone: 'r.quote_count = 0',
    isAwaited: `${isAbout('awaited_topic', 'd.id')} or ${isAbout('awaited_topic', 'r.id')}`,
    revision: 'r.revision',
    authorId: '0',
    visibility: '90',
    isTop: 'false',
    activeAt: 'r.created_at',
    text: 'r.name',
    beside: `''`,
  },
];

const ofEach = (sql: (one: Documented) => string): string => documented.map(sql).join(' union all ');

/** No task is going to put it into the index. */
const unawaited = ({ kind, isAwaited }: Documented, id: string): string =>
  `not (${isAwaited}) and not exists (select from rebuilt where (rebuilt.place, rebuilt.id) < (${kinds.indexOf(kind)}, ${id}))`;

const fields = [
  ['author_id', 'd.author_id', ({ authorId }: Documented) => authorId],
  ['visibility', 'd.visibility', ({ visibility }: Documented) => visibility],
  ['is_top', 'd.is_top', ({ isTop }: Documented) => isTop],
] as const;

/** On its way into the document a time loses what is less than a millisecond. */
const isOtherTime = (is: string, due: string): string =>
  `${is} not between ${due} - interval '2 milliseconds' and ${due}`;

const other = (kind: string, name: string, is: string, due: string): string =>
  `format('document of ${kind} %s: ${name} is %s, should be %s', r.id, ${is}, ${due})`;

const problemsOf = (one: Documented): string[] => [
  ...fields.map(([name, is, due]) => `case when ${is} <> ${due(one)} then ${other(one.kind, name, is, due(one))} end`),
  `case when ${isOtherTime('d.active_at', one.activeAt)} then ${other(one.kind, 'active_at', 'd.active_at', one.activeAt)} end`,
  `case when ${isOtherTime('d.created_at', 'r.created_at')} then ${other(one.kind, 'created_at', 'd.created_at', 'r.created_at')} end`,
  `case when d.revision > ${one.revision} then
     format('document of ${one.kind} %s: revision is %s, that of its row %s', r.id, d.revision, ${one.revision}) end`,
];

/**
 * Of what can be found: what decides who finds it and where it stands. A lower revision is right, for some changes of a
 * row are none of its document; a higher one would keep out what comes. Its heat follows from counts, which are compared
 * elsewhere.
 */
const document: Check = {
  kind: 'search',
  what: 'search_document',
  looked: ofEach(
    (one) => `
    select r.id, case when d.id is null then format('${one.kind} %s: has no document', r.id)
             else nullif(concat_ws('; ', ${problemsOf(one).join(', ')}), '') end as problem
      from ${one.from} left join search_document d on d.kind = '${one.kind}' and d.id = r.id
     where not ${one.isGone} and ${unawaited(one, 'r.id')}`,
  ),
};

/** What is gone may leave a document without terms, which nothing finds. */
const leftOver: Check = {
  kind: 'search',
  what: 'search_document of nothing',
  looked: ofEach(
    (one) => `
    select d.id, case when length(d.terms) > 0 then format('document of ${one.kind} %s: found, though %s', d.id,
             case when r.id is null then 'there is no such ${one.kind}' else 'its ${one.kind} is not to be' end) end as problem
      from search_document d left join ${one.from} on r.id = d.id
     where d.kind = '${one.kind}' and (r.id is null or ${one.isGone}) and ${unawaited(one, 'd.id')}`,
  ),
};

/** Letters of these scripts are terms one by one. */
const alone = 'ぁ-ゖァ-ヺ一-龥가-힣';
/** Neither a small letter or digit of ASCII nor a character outside of ASCII. */
const between = '\\x01-\\x2f\\x3a-\\x60\\x7b-\\x7f';
/** Of a longer text the first part tells enough; of one that is not, also what must not be among its terms. */
const sample = 500;
const short = 4_500;

/** All that a post says, in one form of letters, as the index folds it; small letters of ASCII only. */
const folded = (text: string): string =>
  `lower(normalize(regexp_replace(normalize(${text}, NFKD), '([A-Za-z])[\\u0300-\\u036f]+', '\\1', 'g'), NFKC) collate "C")`;

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
 * Whether a document is found by what its row says. Only words of ASCII and letters of Chinese, Japanese and Korean
 * are compared: how the application cuts others into terms, SQL does not know.
 */
const terms: Check = {
  kind: 'search',
  what: 'search_document.terms',
  looked: `
    select id, case when length(terms || ${certainTerms('beginning')}) > length(terms)
                    then format('document of %s %s: its terms lack words', kind, id)
                    when length(every || plain) > length(every)
                    then format('document of %s %s: has terms of other words', kind, id) end as problem
      from (select kind, id, terms, ${beginning} as beginning,
                   case when greatest(length(said), length(all_folded)) <= ${short} then ${everyTerm('all_folded')} end as every,
                   ${plainTerms} as plain
              from (select kind, id, terms, text, said, ${folded('said')} as all_folded
                      from (${ofEach(
                        (one) => `
                            select d.kind, r.id, d.terms, w.text, w.text || ' ' || ${one.beside} as said
                              from ${one.from} join search_document d on d.kind = '${one.kind}' and d.id = r.id
                             cross join lateral (select ${one.text} as text offset 0) w
                             where not ${one.isGone} and ${unawaited(one, 'r.id')}`,
                      )} offset 0) raw offset 0) whole offset 0) cut`,
};

const awaitedAuthors = indexPostsOf.map((task) => `'${task}'`).join();
const placeOf = `array_position(array[${kinds.map((kind) => `'${kind}'`).join()}], coalesce(payload ->> 'kind', 'post')) - 1`;

/** Documents against what they are of. Not what else finds a document: how its words are cut in scripts that SQL does not know. */
export const searchSql = checksSql(
  [document, leftOver, terms],
  `with ${pendingSql([indexPost, ...indexPostsOf, indexMember, indexTopics, rebuild])},
        ${aboutSql('awaited_post', indexPost, 'postId')}, ${aboutSql('awaited_member', indexMember, 'memberId')},
        awaited_author as materialized (
          select distinct (payload ->> 'memberId')::bigint as id from pending where kind in (${awaitedAuthors})),
        awaited_topic as materialized (
          select distinct topic::bigint as id
            from pending, jsonb_array_elements_text(payload -> 'topicIds') as topic where kind = '${indexTopics}'),
        rebuilt as materialized (
          select ${placeOf} as place, (payload ->> 'afterId')::bigint as id from pending where kind = '${rebuild}')`,
);
