import {
  type Chapter,
  composed,
  finds,
  firstPage,
  home,
  inbox,
  picture,
  type Page,
  type Post,
  unread,
} from './story.js';

/** `compose.vue`, and who reads what it publishes. */
export const composing: Chapter = {
  'Ada writes of herons, with a picture, and names Bob': async ({ ada, settle }) => {
    expect(await ada.get('v1/suggest/users', { k: 'bo' })).toEqual({ suggest: ['bob'] });
    expect(await ada.get('v1/suggest/tags', { k: 'her' })).toEqual({ suggest: [] });
    const content = await ada.upload('public/image', picture, 'image/png');
    const post = await ada.post<Post>('v1/post', {
      contents: composed('Herons on the lake #herons @bob ', [{ content, type: 3 }]),
      tags: ['herons'],
      users: ['bob'],
      attachment_price: 0,
      visibility: 0,
    });
    expect(post.contents.map(({ type }) => type)).toEqual([2, 3]);
    expect(post.latest_replied_on).toBe(post.created_on); // nobody has replied
    expect(await ada.get('v1/post', { id: post.id })).toMatchObject({ id: post.id, user: { username: 'ada' } });
    await settle();
    expect(await ada.get('v1/suggest/tags', { k: 'her' })).toEqual({ suggest: ['herons'] });
    expect(await ada.get('v1/user/info')).toMatchObject({ tweets_count: 1 });
  },

  'everybody finds it': async ({ guest, bob, opens }) => {
    for (const who of [guest, bob]) {
      for (const style of ['newest', 'hots'] as const) expect((await home(who, style)).list).toHaveLength(1);
      for (const type of ['search', 'tag']) {
        const found = await who.get<Page<Post>>('v1/posts', { query: 'herons', type, ...firstPage });
        expect(found).toMatchObject({ list: [{ user: { username: 'ada' } }], pager: { total_rows: 1 } });
      }
    }
    const { contents } = await finds(bob, 'Herons');
    const thumbnail = '?x-oss-process=image/resize,m_fill,w_300,h_300,limit_0/auto-orient,1/format,webp';
    for (const suffix of ['', thumbnail]) expect(await opens(contents[1]!.content + suffix)).toBe(200);
    expect((await home(bob, 'following')).list).toEqual([]); // he follows nobody
  },

  'Bob hears of it': async ({ bob }) => {
    expect(await unread(bob)).toBe(1);
    const [message] = await inbox(bob, 'all');
    expect(message).toMatchObject({ type: 1, is_read: 0, sender_user: { username: 'ada' } });
    expect(message!.post.id).toBe((await finds(bob, 'Herons')).id);
  },

  'Ada writes for herself, and for friends': async ({ ada, bob }) => {
    const write = (text: string, visibility: number) =>
      ada.post<Post>('v1/post', { contents: composed(text), tags: [], users: [], attachment_price: 0, visibility });
    const [diary, letter] = [await write('Dear diary', 1), await write('Dear friends', 2)];
    expect([diary, letter]).toMatchObject([{ visibility: 1 }, { visibility: 2 }]);
    for (const { id } of [diary, letter]) expect(await bob.refusal('GET', `v1/post?id=${id}`)).toBe(20007);
    expect((await home(bob, 'newest')).list).toHaveLength(1);
    expect((await home(ada, 'following')).list).toHaveLength(3); // her own are there, all of them
  },
};
