import sharp from 'sharp';
import { behind } from '../../../test/support/behind.js';
import type { Data, Person } from '../../../test/support/person.js';
import { Uploader } from '../../../test/support/upload.js';
import { useCommunity } from '../../../test/support/use-community.js';

const pageOf = async (person: Person, url: string): Promise<{ ids: number[]; total: number; list: Data[] }> => {
  const { list, pager } = (await person.get(url)) as { list: Data[]; pager: Data };
  return { ids: list.map(({ id }) => id as number), total: pager['total_rows'] as number, list };
};

/** All pages of a list, each of which must tell the same total. */
async function walk(person: Person, url: string, size: number): Promise<number[]> {
  const pages = [await pageOf(person, `${url}page_size=${size}`)];
  while (pages.length * size < pages[0]!.total)
    pages.push(await pageOf(person, `${url}page_size=${size}&page=${pages.length + 1}`));
  const seen = pages.flatMap(({ ids }) => ids);
  expect(pages.map(({ total }) => total)).toEqual(pages.map(() => seen.length));
  return seen;
}

const tabs = ['post', 'comment', 'highlight', 'media', 'star'] as const;
type Tab = (typeof tabs)[number];
const tabUrl = (username: string, tab: string) => `/v1/user/posts?username=${username}&style=${tab}&`;

/** Ada and others write, comment and star all kinds of posts; all kinds of people look. */
describe('the posts of a profile', () => {
  const community = useCommunity();
  const sql = behind(community);
  const tie = (kind: 'mute' | 'block', one: Person, other: Person) =>
    one.post(`/v1/user/${kind}`, { user_id: other.id });

  let ada: Person;
  let zoe: Person;
  let viewers: Record<string, Person>;
  /** Of each tab what Ada has in it, in its order, before anybody looks. */
  const all = {} as Record<Tab, number[]>;
  let every: number[];

  const picture = async (person: Person): Promise<string> => {
    const bytes = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    return (await new Uploader(community.app, person).file('public/image', bytes, 'image/png')).content;
  };
  let made = 0;
  const posts = async (person: Person, visibility: number, image?: string): Promise<number> => {
    const contents = [{ type: 2, sort: 100, content: `Nr ${(made += 1)}` }];
    if (image) contents.push({ type: 3, sort: 101, content: image });
    return (await person.post('/v1/post', { contents, tags: [], users: [], visibility }))['id'] as number;
  };

  const order = async (of: string): Promise<number[]> =>
    (await sql(`select id from post p where deleted_at is null and ${of}`)).map(({ id }) => id as number);

  beforeAll(async () => {
    const names = ['ada', 'zoe', 'stranger', 'follower', 'friend', 'blocked', 'blocker', 'muter'];
    const people = await Promise.all(names.map((name) => community.member(name)));
    [ada, zoe] = people as [Person, Person];
    const [, , stranger, follower, friend, blocked, blocker, muter] = people as Person[] as Person[] & { length: 8 };
    viewers = {
      guest: community.guest,
      owner: ada,
      admin: await community.owner(),
      ...{ zoe, stranger: stranger!, follower: follower!, friend: friend!, blocked: blocked!, blocker: blocker! },
      muter: muter!,
    };
    await sql(`insert into relation (member_id, other_id, kind) values ($1, $2, 'friend'), ($2, $1, 'friend')`, [
      ada.id,
      friend!.id,
    ]);
    for (const author of [ada, zoe]) await follower!.post('/v1/user/follow', { user_id: author.id });
    await ada.post('/v1/user/follow', { user_id: zoe.id });
    for (const visibility of [0, 1, 2, 3]) {
      await posts(ada, visibility);
      await posts(ada, visibility, await picture(ada));
      await posts(zoe, visibility);
      await posts(zoe, visibility);
    }
    const mine = await order(`author_id = ${ada.id}`);
    const theirs = await order(`author_id = ${zoe.id} and visibility in (60, 90)`);
    for (const id of [...mine.slice(0, 6), ...theirs]) {
      const comment = await ada.comments(id, 'one');
      await ada.comments(id, 'two');
      await ada.post('/v1/post/comment/reply', { comment_id: comment.id, content: 'three' });
    }
    const replied = await ada.posts('only replied');
    const { id: under } = await zoe.comments(replied.id, 'x');
    await ada.post('/v1/post/comment/reply', { comment_id: under, content: 'x' });
    const removed = await zoe.posts('comment taken back');
    await ada.delete('/v1/post/comment', { id: (await ada.comments(removed.id, 'x')).id });
    const stars = [...theirs, ...mine].toReversed();
    for (const id of stars) await ada.post('/v1/post/star', { id });
    await ada.post('/v1/post/star', { id: stars[1] });
    await sql('update post set is_essence = true where id % 2 = 0');
    await sql('update post set is_top = true where id % 5 = 0');
    await sql('update post set deleted_at = now() where id = any($1)', [[stars[2], mine[3]]]);
    await tie('block', ada, blocked!);
    await tie('block', blocker!, zoe);
    await tie('mute', muter!, ada);
    await tie('mute', muter!, zoe);

    const active = 'is_top desc, latest_replied_at desc, id desc';
    const commented = `id in (select post_id from comment where author_id = ${ada.id} and deleted_at is null)`;
    const starred = `exists (select from post_star where post_id = p.id and member_id = ${ada.id})`;
    all.post = await order(`author_id = ${ada.id} order by ${active}`);
    all.highlight = await order(`author_id = ${ada.id} and is_essence order by ${active}`);
    all.media = await order(`author_id = ${ada.id} and has_media order by latest_replied_at desc, id desc`);
    all.comment = await order(`${commented} order by latest_replied_at desc, id desc`);
    all.star = (await order(`${starred}`)).toSorted((one, other) => stars.indexOf(other) - stars.indexOf(one));
    every = await order('true');
  });

  /** What the detail of a post says. */
  const visible = async (person: Person): Promise<Set<number>> => {
    const answers = await Promise.all(every.map((id) => person.request('GET', `/v1/post?id=${id}`)));
    return new Set(every.filter((_, index) => answers[index]!.status === 200));
  };
  const authorOf = async () =>
    new Map((await sql('select id, author_id from post')).map((row) => [row['id'], row['author_id']]));

  it.each(tabs)('are, in %s, in order all that the viewer may open, and no others', async (tab) => {
    expect(all[tab].length).toBeGreaterThan(2);
    const authors = await authorOf();
    for (const [name, person] of Object.entries(viewers)) {
      const seen = await visible(person);
      const muted = name === 'muter' ? [zoe.id] : [];
      const expected = all[tab].filter((id) => seen.has(id) && !muted.includes(authors.get(id) as number));
      const page = await pageOf(person, `${tabUrl('ada', tab)}page_size=100`);
      expect({ name, ids: page.ids, total: page.total }).toEqual({ name, ids: expected, total: expected.length });
      for (const size of [1, 20]) expect(await walk(person, tabUrl('ada', tab), size)).toEqual(expected);
    }
  });

  it('tell whom the viewer follows, and the visibility of the wire', async () => {
    const { list } = await pageOf(viewers['follower']!, `${tabUrl('ada', 'post')}page_size=100`);
    for (const post of list) expect(post['user']).toMatchObject({ id: ada.id, is_following: true });
    const { list: own } = await pageOf(ada, `${tabUrl('ADA', 'post')}page_size=100`);
    expect(new Set(own.map(({ visibility }) => visibility))).toEqual(new Set([0, 1, 2, 3]));
  });

  it('are for oneself those of one’s stars', async () => {
    expect((await pageOf(ada, '/v1/user/stars?page_size=100')).ids).toEqual(
      (await pageOf(ada, `${tabUrl('ada', 'star')}page_size=100`)).ids,
    );
  });

  it('follow each change at once', async () => {
    const [cleo, url] = [await community.member('cleo'), tabUrl('cleo', 'star')];
    const ids = all.post.slice(0, 3);
    await sql('update post set visibility = 90 where id = any($1)', [ids]);
    for (const id of ids) {
      await cleo.post('/v1/post/star', { id });
      expect(await walk(community.guest, url, 1)).toHaveLength(ids.indexOf(id) + 1);
    }
    expect(await walk(cleo, '/v1/user/stars?', 1)).toEqual(ids.toReversed());
    await cleo.post('/v1/post/star', { id: ids[1] });
    expect(await walk(cleo, '/v1/user/stars?', 1)).toEqual([ids[2], ids[0]]);
    const { id } = await cleo.comments(ids[0]!, 'x');
    expect((await pageOf(cleo, tabUrl('cleo', 'comment'))).ids).toEqual([ids[0]]);
    await cleo.delete('/v1/post/comment', { id });
    expect((await pageOf(cleo, tabUrl('cleo', 'comment'))).ids).toEqual([]);
  });
});

describe('what a member kept', () => {
  const community = useCommunity();
  const collect = (person: Person, id: number) => person.post('/v1/post/collection', { id });
  const star = (person: Person, id: number) => person.post('/v1/post/star', { id });

  it.each([
    ['stars', star],
    ['collections', collect],
  ] as const)('is listed by /v1/user/%s, the last first, as far as it may be seen', async (list, keep) => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    await bob.post('/v1/user/follow', { user_id: ada.id });
    const kept: number[] = [];
    for (const [index, visibility] of [0, 3, 0, 3, 0].entries())
      kept.unshift((await ada.posts(`${list} ${index}`, { visibility })).id);
    for (const id of kept.toReversed()) await keep(bob, id);
    const url = `/v1/user/${list}?`;
    for (const size of [1, 2, 20, 100]) expect(await walk(bob, url, size)).toEqual(kept);
    expect((await pageOf(bob, `${url}page=9`)).total).toBe(5);
    expect((await pageOf(ada, url)).ids).toEqual([]);
    await bob.post('/v1/user/unfollow', { user_id: ada.id });
    const open = [kept[0], kept[2], kept[4]];
    for (const size of [1, 2, 20]) expect(await walk(bob, url, size)).toEqual(open);
    await ada.delete('/v1/post', { id: kept[2] });
    expect(await walk(bob, url, 1)).toEqual([kept[0], kept[4]]);
    await bob.post('/v1/user/mute', { user_id: ada.id }); // kept is kept
    expect(await walk(bob, url, 1)).toEqual([kept[0], kept[4]]);
    await ada.post('/v1/user/block', { user_id: bob.id });
    expect(await walk(bob, url, 1)).toEqual([]);
    await ada.post('/v1/user/unblock', { user_id: bob.id });
    await bob.post('/v1/user/unmute', { user_id: ada.id });
  });

  it('is for the member only', async () => {
    for (const url of ['/v1/user/stars', '/v1/user/collections'])
      await expect(community.guest.get(url)).rejects.toMatchObject({ status: 401, code: 10005 });
  });

  it('shows nothing of a neighbour', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('ours');
    await star(ada, id);
    const eve = await (await community.neighbour()).member('ada');
    for (const url of ['/v1/user/stars', '/v1/user/collections', ...tabs.map((tab) => tabUrl('ada', tab))])
      expect(await pageOf(eve, url)).toEqual({ ids: [], total: 0, list: [] });
  });
});

describe('a community for its members only', () => {
  const community = useCommunity();

  it('lists nothing for guests', async () => {
    const [ada, owner] = [await community.member('ada'), await community.owner()];
    const { id } = await ada.posts('ours', { tags: ['ours'] });
    const setting = (value: boolean) =>
      owner.post('/v1/admin/settings/save', { items: [{ key: 'app.members_only', value }] });
    await setting(true);
    const lists = [
      ...['style=newest', 'style=hots', 'style=following', 'query=ours', 'query=ours&type=tag', 'style=x', ''].map(
        (query) => `/v1/posts?${query}`,
      ),
      ...tabs.map((tab) => tabUrl('ada', tab)),
      '/v1/user/posts?username=nobody',
      '/v1/user/posts',
      `/v1/post/comments?id=${id}`,
      '/v1/post/comments?id=999999',
      '/v1/post/comments',
    ];
    for (const url of lists) {
      const { status, body } = await community.guest.request('GET', url);
      expect([url, status, JSON.parse(body)]).toMatchObject([
        url,
        401,
        { code: 10005, error: 'community.members-only' },
      ]);
    }
    expect((await pageOf(ada, tabUrl('ada', 'post'))).ids).toEqual([id]);
    await setting(false);
    expect((await pageOf(community.guest, tabUrl('ada', 'post'))).ids).toEqual([id]);
  });

  it('has pages as long as it decided', async () => {
    const [ada, owner] = [await community.member('ada'), await community.owner()];
    const { id } = await ada.posts('pages');
    const items = [
      { key: 'app.default_page_size', value: 3 },
      { key: 'app.max_page_size', value: 7 },
    ];
    await owner.post('/v1/admin/settings/save', { items });
    for (const url of ['/v1/posts?style=newest&', tabUrl('ada', 'post'), '/v1/user/stars?', '/v1/user/collections?'])
      for (const [query, size] of [
        ['', 3],
        ['page_size=1000', 7],
        ['page_size=5', 5],
      ] as const)
        expect(await ada.get(url + query)).toMatchObject({ pager: { page_size: size } });
    expect(await ada.get(`/v1/post/comments?id=${id}&page_size=9`)).toMatchObject({ pager: { page_size: 7 } });
  });
});

describe('what profiles refuse', () => {
  const community = useCommunity();

  it.each(['', 'username=', 'username=%20', 'username=a&username=b', 'username=%00', 'username[]=ada'])(
    'the request %p',
    async (query) => {
      await expect(community.guest.get(`/v1/user/posts?${query}`)).rejects.toMatchObject({ code: 10001, status: 400 });
    },
  );

  it.each(['nobody', `%27%3B%20drop%20table%20post`, 'x'.repeat(5000), '%F0%9F%90%A6'])(
    'somebody who is not there: %p',
    async (name) => {
      await expect(community.guest.get(`/v1/user/posts?username=${name}`)).rejects.toMatchObject({
        code: 20021,
        status: 404,
      });
    },
  );

  it('no style, however odd', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('x');
    for (const style of ['', '&style=', '&style=POST', '&style=x', '&style=post&style=media', '&style[]=media'])
      expect((await pageOf(community.guest, `/v1/user/posts?username=ada${style}`)).ids).toEqual([id]);
  });
});
