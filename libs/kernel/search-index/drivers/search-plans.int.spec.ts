import type pg from 'pg';
import { tenantScope } from '#kernel/scope';
import { asOwner } from '../../../../test/support/as-owner.js';
import { useDatabase } from '../../../../test/support/use-database.js';
import { workerCluster } from '../../../../test/support/worker-cluster.js';
import type { SearchFilter, SearchOrder } from '../search-index.js';
import { queryOf } from '../search-shelf.contract.js';
import { wantedWords } from '../words.js';
import { searchSql } from './search-documents.queries.js';
import { SearchDocumentsRepository } from './search-documents.repository.js';
import { termQueryOf } from './term-query.js';
import { nearQuery } from './vocabulary.js';

const posts = 100_000;

/** Of 100,000 posts 30,000 have the word `common` and the letters 水鸟, 100 the word `rare` and the letters 苍鹭. */
const load = `
  with filler as (
    select n, (select string_agg(format('''w%s'':%s', (n * 7919 + place * 104729) % 20011, place) || 'C', ' ')
                 from generate_series(50, 70) as place) || ' ' ||
              (select string_agg(format('''%s'':%s', chr(19968 + (n * 31 + place * 17) % 3000), place) || 'C', ' ')
                 from generate_series(90, 100) as place) as terms
      from generate_series(0, 999) as n)
  insert into search_document (kind, id, revision, digest, author_id, visibility, is_top, created_at, active_at, heat, terms)
  select 'post', post.n, 1, 'digest', post.n % 2000, case when post.n % 10 = 0 then 50 else 90 end, false,
         timestamptz '2026-01-01Z' + post.n * interval '1 minute',
         timestamptz '2026-01-01Z' + post.n * interval '2 minutes', post.n % 977,
         (format(''':is:post'' '':by:%s'' ''#t%s'' ''t%s'':1B ''name%s'':12D ', post.n % 2000, post.n % 300, post.n % 300, post.n % 2000)
          || case when post.n % 10 < 3 then '''common'':30C ''水'':31C ''水鸟'':31C ''鸟'':32C ' else '' end
          || case when post.n % 1000 = 7 then '''rare'':40C ''苍'':41C ''苍鹭'':41C ''鹭'':42C ' else '' end
          || case when post.n % 3 = 0 then ''':has:image'' ' else '' end || filler.terms)::tsvector
    from generate_series(1, ${posts}) as post (n) join filler on filler.n = post.n % 1000
  union all
  select 'word', n, 1, '', 0, 0, false, 'epoch', 'epoch', 0, format('''=w%s'' ''~w%s''', n, n / 10)::tsvector
    from generate_series(1, 20011) as n`;

/** At once, with the index made at the end, since a minute is long. */
const loadAll = `
  do $$
  declare definition text := pg_get_indexdef('search_document_terms'::regclass);
  begin
    drop index search_document_terms;
    ${load};
    execute definition;
  end $$`;

const access = {
  always: [7],
  levels: [
    { visibility: 90, authors: 'anyone' as const },
    { visibility: 50, authors: Array.from({ length: 200 }, (_, index) => index) },
  ],
  except: [4],
  without: Array.from({ length: 50 }, (_, index) => index),
};

const isSeen = (n: number): boolean => n % 2000 !== 4 && n >= 50 && (n % 10 !== 0 || n % 2000 < 200);

const day = (number: number): Date => new Date(Date.UTC(2026, 0, 1 + number));

describe('of 100,000 posts', () => {
  const database = useDatabase();
  const inside = <T>(work: () => Promise<T>) => tenantScope.run(database.ada, work);
  const planOf = async (sql: string, values: unknown[]) => {
    const rows = await inside(() => database.tenants.query(`explain ${sql}`, values));
    return rows.map((row) => row['QUERY PLAN'] as string).join('\n');
  };

  beforeAll(async () => {
    await asOwner(await workerCluster(), async (client: pg.Client) => {
      await client.query(`set search_path = ${database.ada.schema}`);
      await client.query(loadAll);
      await client.query('vacuum analyze search_document');
    });
  }, 120_000);

  const isCommon = (n: number) => n % 10 < 3;
  const isRare = (n: number) => n % 1000 === 7;
  const hasImage = (n: number) => n % 3 === 0;
  const forms: [name: string, words: string, filter: SearchFilter | undefined, has: (n: number) => boolean][] = [
    ['a rare word', 'rare ', undefined, isRare],
    ['a rare word that may go on', 'rare', undefined, isRare],
    ['a common word', 'common ', undefined, isCommon],
    ['the beginning of a common word', 'com', undefined, isCommon],
    ['two rare letters', '苍鹭', undefined, isRare],
    ['two common letters', '水鸟', undefined, isCommon],
    ['one letter', '鹭', undefined, isRare],
    ['common words together', 'common 水鸟', undefined, isCommon],
    ['a common word and a rare one', 'common t77 ', undefined, (n) => isCommon(n) && n % 300 === 77],
    ['a name', 'name77 ', undefined, (n) => n % 2000 === 77],
    ['a topic', '#t77 ', undefined, (n) => n % 300 === 77],
    ['nothing but an author', '', { authorId: 77 }, (n) => n % 2000 === 77],
    ['nothing but a topic', '', { tags: ['t77'] }, (n) => n % 300 === 77],
    ['nothing but pictures and a day', '', { has: ['image'], from: day(1) }, (n) => hasImage(n) && n >= 1440],
    ['nothing but a time', '', { before: day(1) }, (n) => n < 1440],
    [
      'all there is',
      'common',
      { authorId: 1, tags: ['t1'], has: ['image'], before: day(30) },
      (n) => isCommon(n) && n % 2000 === 1 && n % 300 === 1 && hasImage(n) && n < 30 * 1440,
    ],
  ];
  const orders: SearchOrder[] = ['active', 'relevance', 'newest', 'hot'];

  it.each(forms)(
    'those with %s are found by the index of their terms, in every order',
    async (_, words, filter, has) => {
      const total = Array.from({ length: posts }, (__, index) => index + 1).filter((n) => isSeen(n) && has(n)).length;
      const documents = new SearchDocumentsRepository(database.tenants);
      for (const order of orders) {
        const query = queryOf(words, { access, order, limit: 20, ...(filter && { filter }) });
        const terms = termQueryOf(query, wantedWords(words))!;
        const { sql, values } = searchSql(query, terms);
        const plan = await planOf(sql, values);
        expect(plan).toMatch(
          words || !filter?.before ? /Index Scan on search_document_terms/ : /Index Scan (on|using) search_document_/,
        );
        expect(plan).not.toMatch(/Seq Scan/);
        const found = await inside(() => documents.search(query, terms));
        expect([found.total, found.ids.length]).toEqual([total, Math.min(20, total)]);
      }
    },
  );

  it('those that were mistyped, and the words that were meant, are found by it too', async () => {
    const near = `select id from search_document where terms @@ $1::tsquery and kind = 'word'`;
    expect(await planOf(near, [nearQuery(['w1234', 'hreons'])])).toContain('search_document_terms');
    const query = queryOf('cimmon rare', { access, order: 'relevance' });
    const { sql, values } = searchSql(
      query,
      termQueryOf(query, wantedWords('cimmon '), new Map([['cimmon', ['common']]]))!,
    );
    const plan = await planOf(sql, values);
    expect(plan).toContain('Bitmap Index Scan on search_document_terms');
    expect(plan).not.toMatch(/Seq Scan/);
  });
});
