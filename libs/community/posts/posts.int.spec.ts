import { TenantDatabase } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { MemberAuthentication } from '#community/identity';
import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { PostPublished } from './posts.events.js';

const user = (person: Person) => ({
  id: person.id,
  nickname: person.username,
  username: person.username,
  status: 1,
  avatar: expect.any(String),
  is_admin: false,
  is_friend: false,
  is_following: false,
});

describe('publishing a post', () => {
  const community = useCommunity();
  const inside = async <T>(work: () => Promise<T>): Promise<T> =>
    tenantScope.run((await community.app.get(TenantDirectory).findByHost(community.host))!, work);
  const sql = (text: string, values: unknown[] = []) =>
    inside(() => community.app.get(TenantDatabase).query(text, values));

  it('shows it to everybody in the form of the wire', async () => {
    const ada = await community.member('ada');
    const post = await ada.post('/v1/post', {
      contents: [
        { content: 'https://example.org/herons', type: 6, sort: 102 },
        { content: 'Herons at dawn #birds ', type: 2, sort: 100 },
        { content: 'A title', type: 1, sort: 99 },
      ],
      tags: ['Birds', ' birds', 'dawn'],
      users: [],
    });
    const id = post['id'] as number;
    expect(post).toEqual({
      id: expect.any(Number),
      user_id: ada.id,
      user: user(ada),
      contents: [
        { id: expect.any(Number), post_id: id, content: 'A title', type: 1, sort: 99 },
        { id: expect.any(Number), post_id: id, content: 'Herons at dawn #birds ', type: 2, sort: 100 },
        { id: expect.any(Number), post_id: id, content: 'https://example.org/herons', type: 6, sort: 102 },
      ],
      comment_count: 0,
      collection_count: 0,
      share_count: 0,
      upvote_count: 0,
      visibility: 0,
      is_top: 0,
      is_essence: 0,
      is_lock: 0,
      latest_replied_on: post['created_on'],
      created_on: expect.any(Number),
      modified_on: post['created_on'],
      tags: { Birds: 1, dawn: 1 },
      attachment_price: 0,
      ip_loc: '',
    });
    expect(await community.guest.get(`/v1/post?id=${id}`)).toEqual(post);
    expect((await community.guest.timeline())[0]).toEqual(post);
  });

  it('counts it for its author', async () => {
    const bob = await community.member('bob');
    await Promise.all(Array.from({ length: 10 }, (_, index) => bob.posts(`Post ${index}`)));
    expect(await bob.get('/v1/user/info')).toMatchObject({ tweets_count: 10 });
  });

  it('keeps what looks like our own marks as the text it is', async () => {
    const ada = await community.member('ada');
    const key = `t/${community.tenant.id}/a.png`;
    const texts = [
      `"media": "${key}"`,
      `x", "media": "${key}", "y": "`,
      `\\"media\\": \\"${key}`,
      'media',
      `{"media": "${key}"}`,
      '\\',
      '"',
      `', "media": "`,
    ];
    const contents = texts.map((content, index) => ({ content, type: 2, sort: index }));
    const post = await ada.post('/v1/post', { contents, tags: ['"media":', '{}', '\\', "'"], users: [] });
    expect((post['contents'] as Data[]).map(({ content }) => content)).toEqual(texts);
    expect(post['tags']).toEqual({ '"media":': 1, '{}': 1, '\\': 1, "'": 1 });
  });

  it('lets no < of a text reach a client, and keeps it in the row', async () => {
    const ada = await community.member('ada');
    const content = '<img src=x onerror=alert(1) @ada &lt; &amp; >';
    const post = await ada.posts(content);
    expect((post['contents'] as Data[])[0]!['content']).toBe('&lt;img src=x onerror=alert(1) @ada &lt; &amp; >');
    const [row] = await sql(`select blocks->0->>'content' as content from post where id = $1`, [post.id]);
    expect(row).toEqual({ content });
  });

  it('refuses the file of a neighbour', async () => {
    const ada = await community.member('ada');
    const neighbour = await community.neighbour();
    const contents = [
      { content: 'see', type: 2, sort: 100 },
      { content: `http://${neighbour.host}:3000/media/image/heron.png`, type: 3, sort: 101 },
    ];
    await expect(ada.post('/v1/post', { contents, tags: [], users: [] })).rejects.toMatchObject({ code: 30002 });
  });

  it.each([
    [0, 0, 90],
    [1, 1, 0],
    [2, 2, 50],
    [3, 3, 60],
    [4, 1, 0],
    [-1, 1, 0],
    [2 ** 31 - 1, 1, 0],
    [undefined, 0, 90],
  ])('with visibility %s is shown as %s', async (given, shown, stored) => {
    const ada = await community.member('ada');
    const contents = [{ content: 'x', type: 2, sort: 1 }];
    const post = await ada.post('/v1/post', { contents, tags: [], users: [], visibility: given });
    expect(post).toMatchObject({ visibility: shown });
    expect(await sql('select visibility from post where id = $1', [post['id']])).toEqual([{ visibility: stored }]);
  });

  it('gives posts and blocks ids of their own, also when many come at once', async () => {
    const ada = await community.member('ada');
    const posts = await Promise.all(Array.from({ length: 20 }, (_, index) => ada.posts(`Nr ${index}`)));
    const blocks = posts.flatMap((post) => post['contents'] as Data[]);
    expect(new Set(posts.map(({ id }) => id)).size).toBe(20);
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(20);
    for (const [index, block] of blocks.entries()) expect(block['post_id']).toBe(posts[index]!.id);
  });

  it('needs a member who is not banned', async () => {
    const body = { contents: [{ content: 'x', type: 2, sort: 1 }], tags: [], users: [] };
    await expect(community.guest.post('/v1/post', body)).rejects.toMatchObject({ code: 10005, status: 401 });
    const cleo = await community.member('cleo');
    await sql(`update member set status = 2 where id = $1`, [cleo.id]);
    await inside(async () => community.app.get(MemberAuthentication).forget(cleo.id));
    await expect(cleo.post('/v1/post', body)).rejects.toMatchObject({ code: 20006, status: 403 });
    expect(await sql('select 1 from post where author_id = $1', [cleo.id])).toEqual([]);
  });

  it('tells the world who was named: each once, nobody unknown, not the author, nobody for a private post', async () => {
    const [ada, bob, dora] = [
      await community.member('ada'),
      await community.member('bob'),
      await community.member('dora'),
    ];
    const added = jest.spyOn(community.app.get(Outbox), 'add');
    const { id } = await ada.posts('@bob @dora @ada @nobody ', { users: ['BOB', 'bob', 'dora', 'ada', 'nobody'] });
    const { id: hidden } = await ada.posts('@bob ', { users: ['bob'], visibility: 1 });
    expect(added.mock.calls).toEqual([
      [new PostPublished(id, ada.id, [bob.id, dora.id], false)],
      [new PostPublished(hidden, ada.id, [], false)],
    ]);
    added.mockRestore();
  });

  it('shows nothing of it to a neighbour', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('Only for this community');
    const neighbour = await community.neighbour();
    const eve = await neighbour.member('ada');
    await expect(eve.get(`/v1/post?id=${id}`)).rejects.toMatchObject({ code: 30003 });
    expect(await eve.timeline()).toEqual([]);
    await expect(eve.post('/v1/post/star', { id })).rejects.toMatchObject({ code: 30003 });
  });
});
