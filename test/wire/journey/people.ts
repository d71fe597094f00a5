import type { Browser } from './browser.js';
import { type Chapter, finds, firstPage, home, inbox, type Page, type Post, unread } from './story.js';

const profile = (who: Browser, { username }: Browser) => who.get('v1/user/profile', { username });
const listed = async (who: Browser, path: string, query: Record<string, string> = {}) =>
  (await who.get<Page<{ user_id: number; username: string }>>(path, { ...query, ...firstPage })).list;
const postsOf = async (who: Browser, { username }: Browser, style: string) =>
  (await who.get<Page<Post>>('v1/user/posts', { username, style, ...firstPage })).list;

/** `User.vue`, `Following.vue`, `Contacts.vue`, `Messages.vue`, and the trends bar of `Home.vue` */
export const people: Chapter = {
  'Bob looks at Ada, and follows her': async ({ bob, ada }) => {
    expect(await profile(bob, ada)).toMatchObject({ id: ada.id, is_following: false, is_friend: false, followings: 0 });
    const lengths = { post: 1, comment: 0, highlight: 1, media: 1, star: 0 };
    for (const [style, length] of Object.entries(lengths)) expect(await postsOf(bob, ada, style)).toHaveLength(length);
    expect(await postsOf(bob, bob, 'star')).toMatchObject([{ user: { username: 'ada' } }]);
    expect(await postsOf(bob, bob, 'comment')).toMatchObject([{ user: { username: 'ada' } }]);

    await bob.post('v1/user/follow', { user_id: ada.id });
    expect(await profile(bob, ada)).toMatchObject({ is_following: true, follows: 0, followings: 1 });
    expect(await listed(bob, 'v1/user/follows', { username: 'bob' })).toMatchObject([
      { user_id: ada.id, username: 'ada', is_following: true },
    ]);
    expect(await listed(ada, 'v1/user/followings', { username: 'ada' })).toMatchObject([
      { user_id: bob.id, is_following: false },
    ]);
    expect((await home(bob, 'following')).list).toHaveLength(1);
    expect(await finds(bob, 'Herons')).toMatchObject({ user: { is_following: true } });
  },

  'the trends bar shows her to him': async ({ bob }) => {
    const { list } = await bob.get<Page<unknown>>('v1/trends/index', { page: 1, page_size: 50 });
    expect(list).toEqual([{ username: 'ada', nickname: 'ada', avatar: expect.any(String) as string, is_fresh: true }]);
  },

  'he asks to be her friend, and she agrees': async ({ bob, ada, settle }) => {
    await bob.post('v1/friend/requesting', { user_id: ada.id, greetings: 'It is me' });
    await settle();
    const [request] = await inbox(ada, 'requesting');
    expect(request).toMatchObject({ type: 5, reply_id: 1, content: 'It is me', sender_user: { id: bob.id } });
    await ada.post('v1/user/message/read', { id: request!.id });
    await ada.post('v1/friend/add', { user_id: bob.id });
    await settle();
    expect(await inbox(ada, 'requesting')).toMatchObject([{ reply_id: 2, is_read: 1 }]);
    expect(await profile(bob, ada)).toMatchObject({ is_friend: true });
    for (const [who, other] of [
      [ada, bob],
      [bob, ada],
    ] as const)
      expect(await listed(who, 'v1/user/contacts')).toMatchObject([{ user_id: other.id, username: other.username }]);
  },

  'now he reads what is for friends': async ({ bob, ada }) => {
    expect((await home(bob, 'following')).list).toHaveLength(2);
    const posts = await postsOf(bob, ada, 'post');
    expect(posts).toMatchObject([{ visibility: 0 }, { visibility: 2 }]); // and not her diary
    expect(await bob.get('v1/post', { id: posts[1]!.id })).toMatchObject({ user: { is_friend: true } });
  },

  'Cleo asks too, and is turned down': async ({ cleo, ada, settle }) => {
    await cleo.post('v1/friend/requesting', { user_id: ada.id, greetings: 'Hello' });
    await settle();
    await ada.post('v1/friend/reject', { user_id: cleo.id });
    await settle();
    expect((await inbox(ada, 'requesting'))[0]).toMatchObject({ sender_user: { id: cleo.id }, reply_id: 3 });
    expect(await profile(cleo, ada)).toMatchObject({ is_friend: false });
  },

  'she writes to Bob instead': async ({ cleo, bob, settle }) => {
    await cleo.post('v1/user/whisper', { user_id: bob.id, content: 'Is she always like this?' });
    await settle();
    const whisper = { type: 4, content: 'Is she always like this?', receiver_user_id: bob.id };
    expect(await inbox(cleo, 'whisper')).toMatchObject([{ ...whisper, receiver_user: { id: bob.id } }]);
    expect(await inbox(bob, 'whisper')).toMatchObject([{ ...whisper, sender_user: { id: cleo.id } }]);
  },

  'Bob reads his messages': async ({ bob }) => {
    for (const style of ['all', 'system', 'whisper', 'requesting', 'unread']) await inbox(bob, style);
    const before = await unread(bob);
    expect(before).toBe((await inbox(bob, 'unread')).length);
    await bob.post('v1/user/message/read', { id: (await inbox(bob, 'unread'))[0]!.id });
    expect(await unread(bob)).toBe(before - 1);
    await bob.post('v1/user/message/readall'); // without a body
    expect([await unread(bob), await inbox(bob, 'unread')]).toEqual([0, []]);
  },

  'he looks at what he has kept': async ({ bob }) => {
    const { list } = await bob.get<Page<Post>>('v1/user/collections', firstPage);
    expect(list.map(({ id }) => id)).toEqual([(await finds(bob, 'Herons')).id]);
  },

  'in the end he keeps neither post nor friend': async ({ bob, ada }) => {
    const { id } = await finds(bob, 'Herons');
    for (const mark of ['v1/post/star', 'v1/post/collection'])
      expect(await bob.post(mark, { id })).toEqual({ status: false });
    expect(await bob.get('v1/post', { id })).toMatchObject({ upvote_count: 0, collection_count: 0 });
    await bob.post('v1/friend/delete', { user_id: ada.id });
    await bob.post('v1/user/unfollow', { user_id: ada.id });
    expect(await profile(bob, ada)).toMatchObject({ is_friend: false, is_following: false, followings: 0 });
    expect([await listed(ada, 'v1/user/contacts'), (await home(bob, 'following')).list]).toEqual([[], []]);
  },
};
