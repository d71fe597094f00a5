import { type Id, TenantDatabase } from '#kernel/database';
import { maySeeSql } from '#community/posts';
import { hiddenFromSql } from '#community/relations';
import { behind } from '../../../test/support/behind.js';
import { describeWithService } from '../../../test/support/jest/service.js';
import type { Person } from '../../../test/support/person.js';
import { inOpenSearch, inPostgres, type SearchedPlace, searches } from '../../../test/support/searching.js';

describe('searching posts by their words', () => void inPostgres(findsPosts));
describeWithService('opensearch', 'searching posts by their words, in OpenSearch', (found) =>
  inOpenSearch(found, findsPosts),
);
describe('what a search shows of the posts of others', () => void inPostgres(showsWhatItMay));
describeWithService('opensearch', 'what a search shows of the posts of others, in OpenSearch', (found) =>
  inOpenSearch(found, showsWhatItMay),
);

const posted = { path: '/v1/posts', page_size: 50 };

function findsPosts({ community, settle }: SearchedPlace): void {
  let ada: Person;
  beforeAll(async () => {
    ada = await community.member('ada');
  });
  const finds = async (query: string, more = {}) => {
    await settle();
    return (await searches(community.guest, { query, page_size: posted.page_size, ...more }, posted.path)).ids;
  };

  it('finds titles, texts, topics and names, in English and Chinese', async () => {
    const contents = [
      { content: 'A title on Herons', type: 1, sort: 0 },
      { content: '水边的苍鹭 stood still, said @bob ', type: 2, sort: 1 },
      { content: 'https://example.org/hidden', type: 6, sort: 2 },
    ];
    const { id } = await ada.post('/v1/post', { contents, tags: ['Wetland', '观鸟'], users: [] });
    await ada.posts('nothing of the kind');
    const found = ['herons', 'HER', '苍鹭', '鹭', '水边的苍鹭', '苍鹭 stood', 'wetland', '#wetland', '#观鸟', '@bob'];
    for (const words of [...found, 'from:ada 苍鹭', 'from：@ADA herons', '＃观鸟 still', 'herons #wetland #观鸟'])
      expect([words, await finds(words)]).toEqual([words, [id]]);
    const missed = ['hidden', 'example', '鹭苍', '#herons', '#wet', 'herons sat', 'rons', 'from:bob herons'];
    for (const words of [...missed, 'from:nobody', '#wetland #herons', 'has:image herons', 'before:2020-01-01 herons'])
      expect([words, await finds(words)]).toEqual([words, []]);
  });

  it('takes every sign of a query as text', async () => {
    const { id } = await ada.posts("it's 50% off: (a & b) | !c * d:e \\ f_g");
    for (const words of ["it's", '50%', '(a & b)', 'b | c', '!c', 'd:e', '\\', "'", '%', '&', ':*', '!', "f_g'"])
      expect([words, await finds(words)]).toEqual([words, /[a-z0-9]/.test(words) ? [id] : []]);
    for (const words of ['off:* & !b', "x' | 'off", 'c | zzz', '5_%', 'zzz%'])
      expect([words, await finds(words)]).toEqual([words, words.startsWith('off') ? [id] : []]);
  });

  it('lists what is on top first, then what was active last, by page with the total', async () => {
    const posts: Id[] = [];
    for (let number = 0; number < 5; number += 1) posts.push((await ada.posts(`pageful ${number}`)).id);
    const [first, second, third, fourth, fifth] = posts as [Id, Id, Id, Id, Id];
    await (await community.owner()).post('/v1/post/stick', { id: third });
    const { id: commentId } = await ada.comments(first, 'x');
    expect(await finds('pageful')).toEqual([third, first, fifth, fourth, second]);
    await ada.comments(second, 'x');
    await ada.post('/v1/post/comment/reply', { comment_id: commentId, content: 'x', at_user_id: 0 });
    expect(await finds('pageful')).toEqual([third, first, second, fifth, fourth]);
    const page = async (number: number) => {
      const { ids, total } = await searches(
        community.guest,
        { query: 'pageful', page: number, page_size: 2 },
        posted.path,
      );
      return { ids, total };
    };
    expect(await page(2)).toEqual({ ids: [second, fifth], total: 5 });
    expect(await page(4)).toEqual({ ids: [], total: 5 });
    expect(await finds('pageful', { sort: 'newest' })).toEqual([fifth, fourth, third, second, first]);
  });

  it('takes filters without words, and beside them', async () => {
    const { id } = await ada.posts('filtered #quokka', { tags: ['quokka'] });
    const asked = [{ tag: 'quokka' }, { tag: '#Quokka', author: '@ada' }, { query: '#quokka', from: '2026-01-01' }];
    for (const more of asked) expect([more, await finds('', more)]).toEqual([more, [id]]);
    for (const more of [{ author: 'bob' }, { tag: 'unheard' }, { to: '2020-01-01' }, { has: 'image' }])
      expect([more, await finds('filtered', more)]).toEqual([more, []]);
  });

  it('takes the whole name of a topic', async () => {
    const long = 'x'.repeat(255);
    const ids = new Map<string, Id>();
    for (const tag of ['a@b', 'a', `bird's`, 'bird', '🏳️\u200d🌈', '🏳️', long, `y${long.slice(1)}`])
      ids.set(tag, (await ada.posts('named', { tags: [tag] })).id);
    for (const tag of [`bird's`, 'bird', '🏳️\u200d🌈', '🏳️'])
      expect([tag, await finds('', { tag })]).toEqual([tag, [ids.get(tag)]]);
    expect([await finds('', { tag: 'a@b' }), await finds('', { tag: `#${long}` })]).toEqual([[], [ids.get(long)]]);
  });

  it('shows a neighbour nothing', async () => {
    const neighbour = await community.neighbour();
    const eve = await neighbour.member('ada');
    await neighbour.settle();
    expect(await searches(eve, { query: 'herons' }, posted.path)).toMatchObject({ ids: [], total: 0 });
    expect(await finds('herons')).toHaveLength(1);
  });
}

const names = ['author', 'friend', 'follower', 'stranger', 'muter', 'blocker', 'blocked'];
const filters: Readonly<Record<string, readonly [asked: Record<string, string>, sql: string]>> = {
  nothing: [{}, 'true'],
  author: [{ author: 'author' }, `m.username = 'author'`],
  tag: [{ tag: 'red' }, `'red' = any (p.tags)`],
  both: [{ query: 'everyone #red from:author' }, `'red' = any (p.tags) and m.username = 'author'`],
  days: [
    { from: '2026-03-03', to: '2026-03-05' },
    `(p.created_at at time zone $3)::date between '2026-03-03' and '2026-03-05'`,
  ],
  before: [{ query: 'everyone before:2026-03-03' }, `(p.created_at at time zone $3)::date < '2026-03-03'`],
  has: [{ has: 'image' }, `p.blocks @> '[{"type": 3}]'`],
  all: [
    { query: 'everyone has:image #red after:2026-03-02' },
    `p.blocks @> '[{"type": 3}]' and 'red' = any (p.tags) and (p.created_at at time zone $3)::date >= '2026-03-02'`,
  ],
};
const orders = {
  relevance: 'p.created_at desc, p.id desc',
  newest: 'p.created_at desc, p.id desc',
  hot: 'p.hot_rank desc, p.id desc',
  active: 'p.is_top desc, p.latest_replied_at desc, p.id desc',
};

function showsWhatItMay({ community, settle }: SearchedPlace): void {
  const sql = (text: string, values: unknown[] = []) => behind(community)(text, values);
  const people = new Map<string, Person>();
  const levels = new Map<string, Id>();
  const person = (name: string) => people.get(name)!;
  const relate = (one: string, kind: string, other: string) =>
    sql('insert into relation (member_id, other_id, kind) values ($1, $2, $3)', [
      person(one).id,
      person(other).id,
      kind,
    ]);

  beforeAll(async () => {
    for (const name of names) people.set(name, await community.member(name));
    people.set('guest', community.guest).set('admin', await community.owner());
    await relate('author', 'friend', 'friend');
    await relate('friend', 'friend', 'author');
    for (const name of ['follower', 'muter', 'blocker', 'blocked']) await relate(name, 'follow', 'author');
    await relate('muter', 'mute', 'author');
    await relate('blocker', 'block', 'author');
    await relate('author', 'block', 'blocked');
    for (const [level, visibility] of Object.entries({ all: 0, self: 1, friends: 2, followers: 3 }))
      levels.set(level, (await person('author').posts(`levels ${level}`, { visibility })).id);
    await settle();
  });

  it.each(
    Object.entries({
      guest: ['all'],
      stranger: ['all'],
      follower: ['all', 'followers'],
      friend: ['all', 'friends', 'followers'],
      author: ['all', 'self', 'friends', 'followers'],
      admin: ['all', 'self', 'friends', 'followers'],
      muter: [],
      blocker: [],
      blocked: [],
    }),
  )('to %s is %j, also in the total', async (name, expected) => {
    for (const path of ['/v1/posts', '/v1/search']) {
      const { ids, total } = await searches(person(name), { query: 'levels' }, path);
      expect([...levels.keys()].filter((level) => ids.includes(levels.get(level)!))).toEqual(expected);
      expect([ids.length, total]).toEqual([expected.length, expected.length]);
      expect((await searches(person(name), { query: 'levels', page_size: 1 }, path)).total).toBe(expected.length);
    }
  });

  it('is what the one rule says, less those who are muted, for all filters and orders', async () => {
    await sql(
      `insert into post (author_id, blocks, visibility, tags, tag_keys, created_at, latest_replied_at, star_count)
       select m.id, jsonb_build_array(jsonb_build_object('id', 0, 'type', 2, 'sort', 0, 'content', 'everyone'))
                    || case when n % 3 = 0 then '[{"id": 0, "type": 3, "sort": 1, "media": "t/${community.tenant.id}/public/image/x.png"}]' else '[]'::jsonb end,
              (array[0, 50, 60, 90])[n % 4 + 1], tags, tags, at, at, n % 5
         from member m, generate_series(0, 11) n,
              lateral (select timestamptz '2026-03-01 10:00Z' + n * interval '11 hours' as at,
                              case when n % 2 = 0 then '{red,blue}'::text[] else '{blue}' end as tags) made
        where m.username = any ($1)`,
      [names],
    );
    await (await community.owner()).get('/v1/sync/index');
    await settle();
    const zone = 'Asia/Shanghai'; // of a community in Chinese
    for (const name of [...names, 'guest', 'admin'])
      for (const [filter, [asked, condition]] of Object.entries(filters))
        for (const [sort, order] of Object.entries(orders)) {
          const rows = await sql(
            `select p.id from post p join member m on m.id = p.author_id
              where ${maySeeSql({ id: '$1::bigint', isAdmin: '$2::boolean' })} and p.blocks::text like '%everyone%'
                and p.author_id <> all (${hiddenFromSql('$1::bigint')}) and ${condition} and $3 <> '' order by ${order}`,
            [person(name).id || null, name === 'admin', zone],
          );
          const allowed = rows.map((row) => row['id'] as Id);
          const path = sort === 'active' ? '/v1/posts' : '/v1/search';
          const { ids, total } = await searches(
            person(name),
            { query: 'everyone', ...asked, sort, page_size: 100 },
            path,
          );
          expect([name, filter, sort, ids, total]).toEqual([name, filter, sort, allowed, allowed.length]);
        }
  }, 60_000);

  it('is found by no more statements for more posts', async () => {
    await searches(person('stranger'), { query: 'everyone' }); // remembers the settings
    const counted = jest.spyOn(community.app.get(TenantDatabase), 'query');
    await searches(person('stranger'), { query: 'everyone', page_size: 1 });
    const few = counted.mock.calls.length;
    await searches(person('stranger'), { query: 'everyone', page_size: 100 });
    expect(counted.mock.calls.length).toBe(2 * few);
    counted.mockRestore();
  });
}
