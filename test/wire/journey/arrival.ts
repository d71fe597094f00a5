import { type Chapter, home, type Page, type Post, unread } from './story.js';

/** `App.vue`, `Home.vue`, `rightbar.vue`, `AdminSettings.vue`, `auth.vue` */
export const arrival: Chapter = {
  'the administrator switches everything on': async ({ keeper }) => {
    await keeper.get('v1/site/profile');
    await keeper.signIn();
    const { items: described } = await keeper.get<{ items: { key: string }[] }>('v1/admin/settings/schema');
    const { items: values } = await keeper.get<{ items: { key: string }[] }>('v1/admin/settings/values');
    expect(values.map(({ key }) => key)).toEqual(described.map(({ key }) => key));

    const fields = ['enable_wallet', 'enable_trends_bar', 'allow_tweet_attachment_price', 'allow_phone_bind'];
    const items = fields.map((field) => ({ key: `web_profile.${field}`, value: true }));
    const saved = await keeper.post<{ updated_keys: string[] }>('v1/admin/settings/save', { items });
    expect(saved.updated_keys).toEqual(items.map(({ key }) => key)); // so the page asks for the profile again
    const profile = await keeper.get('v1/site/profile');
    expect(fields.map((field) => profile[field])).toEqual([true, true, true, true]);
    await keeper.get('v1/user/info');
  },

  'a guest finds an empty site': async ({ guest }) => {
    const profile = await guest.get('v1/site/profile');
    expect(profile['default_msg_loop_interval']).toBeGreaterThan(0);
    for (const style of ['newest', 'hots', 'following'] as const)
      expect(await home(guest, style)).toMatchObject({ list: [], pager: { total_rows: 0, page_size: 20 } });
    const bar = await guest.get('v1/tags', { type: 'hot_extral', num: 12, extral_num: 6 });
    expect(bar).toEqual({ topics: [] });
  },

  'what is for members asks the guest to sign in': async ({ guest }) => {
    const forMembers = ['v1/user/info', 'v1/user/msgcount/unread', 'v1/user/messages?style=all', 'v1/trends/index'];
    for (const token of ['', 'of last year', null]) {
      guest.token = token;
      for (const path of forMembers) expect(await guest.refusal('GET', path)).toBe(10005);
      await home(guest, 'newest'); // for which no token is as good as a wrong one
    }
    expect(await guest.refusal('POST', 'v1/post', { contents: [], tags: [], users: [] })).toBe(10005);
    expect(await guest.refusal('POST', 'v1/user/follow', { user_id: 1 })).toBe(10005); // a loose route, too
  },

  'three people become members': async ({ ada, bob, cleo }) => {
    for (const who of [ada, bob, cleo]) {
      const { username, password } = who;
      expect(await who.post('v1/auth/register', { username, password })).toMatchObject({ username });
      await who.signIn();
      expect(await who.get('v1/user/info')).toMatchObject({
        username,
        nickname: username,
        status: 1,
        balance: 0,
        phone: '',
        is_admin: false,
        tweets_count: 0,
      });
      expect(await unread(who)).toBe(0);
    }
  },

  'a wrong password is told from a dead session': async ({ ada }) => {
    const { username } = ada;
    expect([10003, 10004]).toContain(await ada.refusal('POST', 'v1/auth/login', { username, password: 'wrong-one' }));
  },

  'their pages are empty, and whole': async ({ ada, bob }) => {
    for (const style of ['post', 'comment', 'highlight', 'media', 'star']) {
      const page = await bob.get<Page<Post>>('v1/user/posts', { username: 'ada', style, page: 1, page_size: 20 });
      expect(page).toMatchObject({ list: [], pager: { total_rows: 0 } });
    }
    for (const path of ['v1/user/collections', 'v1/user/contacts', 'v1/user/wallet/bills', 'v1/trends/index'])
      expect(await ada.get(path, { page: 1, page_size: 20 })).toMatchObject({ list: [], pager: { total_rows: 0 } });
    for (const type of ['hot', 'new', 'follow', 'pin'])
      expect(await ada.get('v1/tags', { type, num: 50 })).toEqual({ topics: [] });
  },
};
