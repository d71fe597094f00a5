import { type Id, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { hiddenFromSql } from '#community/members';
import { maySeeSql } from '#community/posts';
import type { Person } from '../../../test/support/person.js';
import { type TestCommunity, useCommunity } from '../../../test/support/use-community.js';
import { PostSearchService } from './index.js';

const inside = async <T>(community: TestCommunity, work: () => Promise<T>): Promise<T> => {
  const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
  return tenantScope.run(tenant!, work);
};
const behind =
  (community: TestCommunity) =>
  (text: string, values: unknown[] = []) =>
    inside(community, () => community.app.get(TenantDatabase).query(text, values));

/** Searches as this person, with every task done before. */
const searching =
  (community: TestCommunity) =>
  async (person: Person, words: string, { page = 1, size = 50 } = {}) => {
    await community.settle();
    const answer = await person.get(`/v1/posts?query=${encodeURIComponent(words)}&page=${page}&page_size=${size}`);
    const { list, pager } = answer as { list: { id: Id }[]; pager: { total_rows: number } };
    return { ids: list.map(({ id }) => id), total: pager.total_rows };
  };

describe('searching posts', () => {
  const community = useCommunity();
  const search = searching(community);
  let ada: Person;
  beforeAll(async () => {
    ada = await community.member('ada');
  });
  const finds = async (words: string) => (await search(community.guest, words)).ids;

  it('finds titles, texts, topics and names, in English and Chinese', async () => {
    const contents = [
      { content: 'A title on Herons', type: 1, sort: 0 },
      { content: '水边的苍鹭 stood still, said @bob ', type: 2, sort: 1 },
      { content: 'https://example.org/hidden', type: 6, sort: 2 },
    ];
    const { id } = await ada.post('/v1/post', { contents, tags: ['Wetland', '观鸟'], users: [] });
    await ada.posts('nothing of the kind');
    for (const words of [
      'herons',
      'HER',
      '苍鹭',
      '鹭',
      '水边的苍鹭',
      '苍鹭 stood',
      'wetland',
      '#wetland',
      '#观鸟',
      '@bob',
    ])
      expect([words, await finds(words)]).toEqual([words, [id]]);
    for (const words of ['hidden', 'example', '鹭苍', '#herons', '#wet', 'herons sat', 'erons'])
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
    const page = (number: number) => search(community.guest, 'pageful', { page: number, size: 2 });
    expect(await page(2)).toEqual({ ids: [second, fifth], total: 5 });
    expect(await page(4)).toEqual({ ids: [], total: 5 });
  });

  it('takes two statements', async () => {
    const counted = jest.spyOn(community.app.get(TenantDatabase), 'query');
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    const viewer = { id: ada.id, username: 'ada', isAdmin: false, isBanned: false, hasPhone: false, sessionId: 0 };
    const page = { page: 1, size: 10, offset: 0 };
    await tenantScope.run(tenant!, () => community.app.get(PostSearchService).search(viewer, 'pageful', page));
    expect(counted).toHaveBeenCalledTimes(2);
    counted.mockRestore();
  });

  it('shows a neighbour nothing', async () => {
    const neighbour = await community.neighbour();
    const eve = await neighbour.member('ada');
    await neighbour.settle();
    expect(await searching(neighbour)(eve, 'herons')).toEqual({ ids: [], total: 0 });
    expect((await search(ada, 'herons')).total).toBe(1);
  });
});

describe('what a search shows of the posts of others', () => {
  const community = useCommunity();
  const search = searching(community);
  const sql = behind(community);
  const names = ['author', 'friend', 'follower', 'stranger', 'muter', 'blocker', 'blocked'];
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
    const { ids, total } = await search(person(name), 'levels');
    expect([...levels.keys()].filter((level) => ids.includes(levels.get(level)!))).toEqual(expected);
    expect([ids.length, total]).toEqual([expected.length, expected.length]);
    expect((await search(person(name), 'levels', { size: 1 })).total).toBe(expected.length);
  });

  it('is what the one rule says, less those who are muted, also as the index alone has it', async () => {
    for (const name of names)
      for (const visibility of [0, 1, 2, 3]) await person(name).posts('everyone', { visibility });
    await community.settle();
    const page = { page: 1, size: 100, offset: 0 };
    for (const name of [...names, 'guest', 'admin']) {
      const [id, isAdmin] = [person(name).id || null, name === 'admin'];
      const viewer = id && { id, username: name, isAdmin, isBanned: false, hasPhone: false, sessionId: 0 };
      const allowed = await sql(
        `select p.id from post p
          where ${maySeeSql({ id: '$1::bigint', isAdmin: '$2::boolean' })} and p.blocks::text like '%everyone%'
            and p.author_id <> all (${hiddenFromSql('$1::bigint')}) order by p.latest_replied_at desc, p.id desc`,
        [id, isAdmin],
      );
      const found = await inside(community, () =>
        community.app.get(PostSearchService).search(viewer || null, 'everyone', page),
      );
      expect([name, found.ids]).toEqual([name, allowed.map((row) => row['id'] as Id)]);
    }
  });
});
