import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { MemberAuthentication } from '#community/identity';
import { PostTotals } from '#community/posts';
import type { Data, Person } from '../../../test/support/person.js';
import { type TestCommunity, useCommunity } from '../../../test/support/use-community.js';
import { sourceOf } from './timeline-sources.queries.js';

/** What nobody can do by the API yet: friends, pins, administrators, the passing of time. */
const behind =
  (community: TestCommunity) =>
  async (text: string, values: unknown[] = []): Promise<Data[]> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(text, values));
  };

const page = async (person: Person, query: string): Promise<{ ids: unknown[]; pager: Data; list: Data[] }> => {
  const { list, pager } = (await person.get(`/v1/posts?${query}`)) as { list: Data[]; pager: Data };
  return { ids: list.map(({ id }) => id), pager, list };
};
const idsOf = async (person: Person, style: string) => (await page(person, `style=${style}&page_size=100`)).ids;

describe('the newest posts', () => {
  const community = useCommunity();
  const sql = behind(community);

  it('come first that were talked about last, after those that are pinned', async () => {
    const ada = await community.member('ada');
    const ids: number[] = [];
    for (const text of ['one', 'two', 'three']) ids.push((await ada.posts(text)).id);
    const [one, two, three] = ids;
    expect(await idsOf(community.guest, 'newest')).toEqual([three, two, one]);
    await ada.comments(one!, 'still here');
    expect(await idsOf(community.guest, 'newest')).toEqual([one, three, two]);
    await sql('update post set is_top = true where id = $1', [two]);
    expect(await idsOf(community.guest, 'newest')).toEqual([two, one, three]);
    await sql('update post set latest_replied_at = created_at, is_top = false, created_at = now()');
    await sql(`update post set latest_replied_at = '2026-01-01'`);
    expect(await idsOf(ada, 'newest')).toEqual([three, two, one]);
  });

  it('are only the public ones, for their author and administrators too', async () => {
    const [ada, root] = [await community.member('ada'), await community.member('root')];
    await sql(`update member set is_admin = true where username = 'root'`);
    const before = await idsOf(root, 'newest');
    for (const visibility of [1, 2, 3]) await ada.posts('not for all', { visibility });
    for (const person of [ada, root, community.guest]) expect(await idsOf(person, 'newest')).toEqual(before);
  });

  it('tell a member whom they follow, and each member their own', async () => {
    const [ada, bob, cleo] = await Promise.all(['ada', 'bob', 'cleo'].map((name) => community.member(name)));
    await bob!.post('/v1/user/follow', { user_id: ada!.id });
    const { id } = await ada!.posts('followed');
    const seen = async (person: Person) =>
      (await page(person, 'style=newest')).list.find((post) => post['id'] === id)!['user'] as Data;
    expect(await seen(bob!)).toMatchObject({ id: ada!.id, is_following: true });
    expect(await seen(cleo!)).toMatchObject({ is_following: false });
    expect(await seen(community.guest)).toMatchObject({ is_following: false });
  });
});

describe('pages and totals', () => {
  const community = useCommunity();
  const sql = behind(community);

  it('count what is there, and follow each own change at once', async () => {
    const ada = await community.member('ada');
    expect(await page(community.guest, 'style=newest')).toMatchObject({ ids: [], pager: { total_rows: 0 } });
    const ids: unknown[] = [];
    for (let index = 0; index < 25; index += 1) {
      ids.unshift((await ada.posts(`Nr ${index}`)).id);
      expect((await page(ada, 'style=newest&page_size=2')).pager['total_rows']).toBe(index + 1);
      expect((await page(ada, 'style=following&page_size=2')).pager['total_rows']).toBe(index + 1);
    }
    expect(await page(community.guest, 'style=newest')).toMatchObject({
      ids: ids.slice(0, 10),
      pager: { page: 1, page_size: 10, total_rows: 25 },
    });
    const third = await page(community.guest, 'style=newest&page=3');
    expect(third).toMatchObject({ ids: ids.slice(20), pager: { page: 3, page_size: 10, total_rows: 25 } });
    expect(await page(community.guest, 'style=newest&page=4')).toMatchObject({ ids: [], pager: { total_rows: 25 } });
    expect((await page(community.guest, 'style=hots&page=2&page_size=20')).pager).toEqual({
      page: 2,
      page_size: 20,
      total_rows: 25,
    });
  });

  it('leave nothing out and show nothing twice over all pages', async () => {
    const bob = await community.member('bob');
    await sql(
      `insert into post (author_id, blocks, visibility, latest_replied_at, star_count)
       select $1, '[]', 90, now() - (n / 7) * interval '1 minute', n % 5 from generate_series(1, 200) n`,
      [bob.id],
    );
    for (const style of ['newest', 'hots', 'following']) {
      const ids: unknown[] = [];
      for (let number = 1; number <= 8; number += 1)
        ids.push(...(await page(bob, `style=${style}&page_size=30&page=${number}`)).ids);
      const expected = style === 'following' ? 200 : 225;
      expect(new Set(ids).size).toBe(expected);
      expect(ids).toHaveLength(expected);
    }
  });

  it('are remembered for those who ask next, and counted anew after a change', async () => {
    const totals = community.app.get(PostTotals);
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    await tenantScope.run(tenant!, async () => {
      expect(totals.at('test').known).toBeUndefined();
      const before = totals.at('test').recount();
      before.remember(new Map([[0, 7]]));
      expect(totals.at('test').known).toBe(7);
      await community.app.get(TenantDatabase).transaction(async () => totals.forget());
      expect(totals.at('test').known).toBeUndefined();
      const after = totals.at('test').recount();
      before.remember(new Map([[0, 7]])); // counted before the change, answered after it
      expect(totals.at('test').known).toBeUndefined();
      after.remember(new Map([[0, 8]]));
      expect(totals.at('test').known).toBe(8);
    });
  });

  it('take a statement of their own only for a page behind the end', async () => {
    const counted = jest.spyOn(community.app.get(TenantDatabase), 'query');
    for (const number of [1, 23, 500]) await page(community.guest, `style=newest&page=${number}`);
    expect(
      counted.mock.calls.filter(([text]) => /^\s*select \(select/.test(text) && !text.includes('refs')).length,
    ).toBeLessThanOrEqual(1);
    counted.mockRestore();
  });

  it('take any page number and size as the wire does', async () => {
    for (const odd of ['page=0', 'page=-3', 'page=x', 'page_size=0', 'page_size=-1', 'page[]=2', 'page=1&page=2'])
      expect((await page(community.guest, `style=newest&${odd}`)).pager).toMatchObject({ page: 1, page_size: 10 });
    expect((await page(community.guest, 'style=newest&page_size=5000')).pager).toMatchObject({ page_size: 100 });
    expect((await page(community.guest, 'style=newest&page=99999999')).ids).toEqual([]);
  });
});

describe('the hot posts', () => {
  const community = useCommunity();
  const sql = behind(community);

  it('rise by comments, stars and collections, and sink with age', async () => {
    const ada = await community.member('ada');
    const ids: number[] = [];
    for (const text of ['quiet', 'talked about', 'starred', 'old and loved', 'old and quiet'])
      ids.push((await ada.posts(text)).id);
    const [quiet, talked, starred, oldLoved, oldQuiet] = ids as [number, number, number, number, number];
    await sql(`update post set created_at = created_at - interval '30 hours' where id in ($1, $2)`, [
      oldLoved,
      oldQuiet,
    ]);
    await sql('update post set star_count = 10 where id = $1', [oldLoved]); // 12 h x log2(21) = 52.7 h
    await ada.comments(talked, 'x'); // 12 h x log2(2)
    await ada.post('/v1/post/star', { id: starred }); // 12 h x log2(3)
    expect(await idsOf(community.guest, 'hots')).toEqual([oldLoved, starred, talked, quiet, oldQuiet]);
    await ada.post('/v1/post/star', { id: starred });
    expect(await idsOf(community.guest, 'hots')).toEqual([oldLoved, talked, starred, quiet, oldQuiet]);
    await sql(`update post set created_at = created_at - interval '30 hours' where id = $1`, [oldLoved]);
    expect(await idsOf(community.guest, 'hots')).toEqual([talked, starred, quiet, oldLoved, oldQuiet]);
    await sql('update post set is_top = true where id = $1', [oldQuiet]);
    expect(await idsOf(ada, 'hots')).toEqual([oldQuiet, talked, starred, quiet, oldLoved]);
  });

  it('are ordered by an index, and so are the newest', async () => {
    await sql(`insert into post (author_id, blocks, visibility) select 1, '[]', 90 from generate_series(1, 2000)`);
    await sql('analyze post');
    const plan = async (style: 'newest' | 'hots', columns: string, offset: number) => {
      const { where, order } = sourceOf({ style }, null);
      const rows = await sql(
        `explain select ${columns} from post p where ${where} order by ${order} limit 20 offset ${offset}`,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    for (const style of ['newest', 'hots'] as const) {
      expect(await plan(style, 'p.id', 400)).toMatch(new RegExp(`^Limit[^]*Index Only Scan using post_${style}`));
      expect(await plan(style, 'p.*', 0)).toMatch(new RegExp(`^Limit[^]*Index Scan using post_${style}`));
      for (const offset of [0, 400]) expect(await plan(style, 'p.id', offset)).not.toContain('Sort');
    }
  });
});

describe('the posts of those one follows', () => {
  const community = useCommunity();
  const sql = behind(community);
  const befriend = (one: Person, other: Person) =>
    sql(`insert into relation (member_id, other_id, kind) values ($1, $2, 'friend'), ($2, $1, 'friend')`, [
      one.id,
      other.id,
    ]);

  it('are one’s own, what friends show friends, and what the followed show followers', async () => {
    const [me, friend, followed, both, stranger] = (await Promise.all(
      ['me1', 'friend', 'followed', 'both', 'stranger'].map((name) => community.member(name)),
    )) as [Person, Person, Person, Person, Person];
    await befriend(me, friend);
    await befriend(me, both);
    for (const other of [followed, both]) await me.post('/v1/user/follow', { user_id: other.id });
    await stranger.post('/v1/user/follow', { user_id: me.id });
    const posts: Record<string, number[]> = {};
    for (const person of [me, friend, followed, both, stranger]) {
      posts[person.username] = [];
      for (const visibility of [0, 3, 2, 1]) posts[person.username]!.push((await person.posts('x', { visibility })).id);
    }
    const expected = [
      ...posts['me1']!,
      ...posts['friend']!.slice(0, 3),
      ...posts['followed']!.slice(0, 2),
      ...posts['both']!.slice(0, 3),
    ];
    const seen = await page(me, 'style=following&page_size=100');
    expect(seen.ids).toEqual(expected.toSorted((one, other) => other - one));
    expect(seen.pager['total_rows']).toBe(12);
    expect(await page(me, 'style=following&page_size=5&page=2')).toMatchObject({
      ids: seen.ids.slice(5, 10),
      pager: { total_rows: 12 },
    });
    expect(await idsOf(community.guest, 'following')).toEqual(await idsOf(community.guest, 'newest'));
    await me.post('/v1/user/unfollow', { user_id: followed.id });
    const after = (await idsOf(me, 'following')) as number[];
    expect(after).toEqual(seen.ids.filter((id) => !posts['followed']!.includes(id as number)));
  });

  it('are not more for an administrator', async () => {
    const root = await community.member('root');
    await sql('update member set is_admin = true where id = $1', [root.id]);
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    tenantScope.run(tenant!, () => community.app.get(MemberAuthentication).forget(root.id));
    const stranger = await community.member('stranger');
    await root.post('/v1/user/follow', { user_id: stranger.id });
    const { id } = await stranger.posts('to myself', { visibility: 1 });
    expect(await root.get(`/v1/post?id=${id}`)).toMatchObject({ id });
    expect(await idsOf(root, 'following')).not.toContain(id);
  });
});

describe('the posts of a tag', () => {
  const community = useCommunity();
  const sql = behind(community);
  const tagged = (person: Person, tag: string) =>
    page(person, `type=tag&page_size=100&query=${encodeURIComponent(tag)}`);

  it('are found by the whole tag without regard to case, by those who may see them', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const open = await ada.posts('x', { tags: ['Herons', '苍鹭', 'Café'] });
    const close = await ada.posts('x', { tags: ['herons'], visibility: 1 });
    const followers = await ada.posts('x', { tags: ['herons'], visibility: 3 });
    await ada.posts('x', { tags: ['heron'] });
    await ada.posts('herons in the text only');
    expect(await tagged(community.guest, 'HERONS')).toMatchObject({ ids: [open.id], pager: { total_rows: 1 } });
    expect(await tagged(bob, '#herons')).toMatchObject({ ids: [open.id] });
    expect(await tagged(ada, ' herons ')).toMatchObject({
      ids: [followers.id, close.id, open.id],
      pager: { total_rows: 3 },
    });
    await bob.post('/v1/user/follow', { user_id: ada.id });
    expect(await tagged(bob, 'herons')).toMatchObject({ ids: [followers.id, open.id] });
    expect(await tagged(bob, '苍鹭')).toMatchObject({ ids: [open.id] });
    expect(await tagged(bob, 'cafe\u0301')).toMatchObject({ ids: [open.id] });
    expect((await tagged(bob, 'hero')).ids).toEqual([]);
    const paged = await page(ada, 'type=tag&query=herons&page_size=2');
    expect(paged).toMatchObject({ ids: [followers.id, close.id], pager: { total_rows: 3 } });
    await sql('update post set deleted_at = now() where id = $1', [open.id]);
    expect((await tagged(community.guest, 'herons')).ids).toEqual([]);
  });

  it.each([`'; drop table post; --`, '{}', 'a,b', '"', '\\', '%', 'x'.repeat(5000), '\u{1F426}'])(
    'are none for the odd tag %#',
    async (tag) => {
      expect(await tagged(community.guest, tag)).toMatchObject({ ids: [], pager: { total_rows: 0 } });
    },
  );

  it('are found by an index', async () => {
    await sql(
      `insert into post (author_id, blocks, visibility, tags, tag_keys)
       select 1, '[]', 90, tags, tags from (select array['t' || n] as tags from generate_series(1, 3000) n) made`,
    );
    await sql('analyze post');
    const plan = await sql(
      `explain select id from post p where p.deleted_at is null and p.tag_keys <> '{}' and p.tag_keys @> array['t7'::text]`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('post_tags');
  });
});

describe('what timelines refuse', () => {
  const community = useCommunity();

  it('nothing to a client that takes JSON', async () => {
    const { status, headers } = await community.guest.request('GET', '/v1/posts?style=newest');
    expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  });

  it.each([
    '',
    'style=',
    'style=search',
    'style=NEWEST',
    'style=newest&style=hots',
    'style[]=newest',
    'query=&style=x',
    'query=%20&type=tag',
  ])('the unknown style in %p', async (query) => {
    await expect(community.guest.get(`/v1/posts?${query}`)).rejects.toMatchObject({ code: 30014, status: 400 });
  });

  it.each(['query=', 'query=%20%20', 'style=newest&query='])('more than 200 characters of words: %p', async (query) => {
    const words = query.replace('query=', `query=${encodeURIComponent('鹭'.repeat(201))}`);
    await expect(community.guest.get(`/v1/posts?${words}`)).rejects.toMatchObject({ code: 10001, status: 400 });
  });

  it.each(['query=a&query=b', 'query=%00&type=tag', 'style=%00'])('what is no text: %s', async (query) => {
    await expect(community.guest.get(`/v1/posts?${query}`)).rejects.toMatchObject({ code: 10001, status: 400 });
  });

  it('to show a neighbour anything', async () => {
    const ada = await community.member('ada');
    await ada.posts('ours', { tags: ['ours'] });
    const neighbour = await community.neighbour();
    const eve = await neighbour.member('ada');
    for (const query of ['style=newest', 'style=hots', 'style=following', 'query=ours&type=tag'])
      expect((await page(eve, query)).ids).toEqual([]);
    expect((await page(ada, 'style=newest')).ids).toHaveLength(1);
  });
});
