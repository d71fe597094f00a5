import { type Chapter, composed, finds, home, inbox, unread } from './story.js';

/** What an administrator does beside the settings, and how things end. */
export const order: Chapter = {
  'the administrator sees who is here': async ({ keeper, bob }) => {
    await unread(bob);
    expect(await keeper.get('v1/admin/site/status')).toMatchObject({
      register_user_count: 4,
      online_user_count: expect.any(Number) as number,
      history_max_online: expect.any(Number) as number,
      server_up_time: expect.any(Number) as number,
    });
    expect(await bob.refusal('GET', 'v1/admin/site/status')).toBe(20022);
  },

  'she puts a post first': async ({ keeper, bob, guest }) => {
    const { id } = await finds(keeper, 'Herons');
    expect(await bob.refusal('POST', 'v1/post/stick', { id })).toBe(20007);
    expect(await keeper.post('v1/post/stick', { id })).toEqual({ top_status: 1 });
    for (const style of ['newest', 'hots'] as const)
      expect((await home(guest, style)).list[0]).toMatchObject({ id, is_top: 1 });
    expect(await keeper.post('v1/post/stick', { id })).toEqual({ top_status: 0 });
  },

  'she bans Bob, who may still read': async ({ keeper, bob }) => {
    await keeper.post('v1/admin/user/status', { id: bob.id, status: 2 });
    expect(await keeper.get('v1/user/profile', { username: 'bob' })).toMatchObject({ status: 2 });
    const post = { contents: composed('I protest'), tags: [], users: [] };
    expect(await bob.refusal('POST', 'v1/post', post)).toBe(20006);
    expect(await bob.get('v1/user/info')).toMatchObject({ status: 2 });
    expect((await home(bob, 'newest')).list.length).toBeGreaterThan(0);
  },

  'she thinks better of it': async ({ keeper, bob }) => {
    await keeper.post('v1/admin/user/status', { id: bob.id, status: 1 });
    await bob.post('v1/post', { contents: composed('Thank you @ada '), tags: [], users: ['ada'], visibility: 0 });
    expect(await keeper.get('v1/user/profile', { username: 'bob' })).toMatchObject({ status: 1, tweets_count: 1 });
  },

  'she deletes what Bob wrote; who was told of it sees that it is gone': async ({ keeper, bob, ada, settle }) => {
    await settle();
    const { id } = await finds(keeper, 'Thank you');
    expect((await inbox(ada, 'system'))[0]).toMatchObject({ type: 1, post_id: id, post: { id } });
    await keeper.delete('v1/post', { id });
    expect(await bob.refusal('GET', `v1/post?id=${id}`)).toBe(30003);
    expect((await inbox(ada, 'system'))[0]).toMatchObject({ type: 1, post: { id: 0 } });
    expect(await bob.get('v1/user/info')).toMatchObject({ tweets_count: 0 });
  },

  'Ada deletes her own, and leaves': async ({ ada, guest, settle }) => {
    const { id } = await finds(ada, 'Herons');
    await ada.delete('v1/post', { id });
    await settle();
    expect(await guest.refusal('GET', `v1/post?id=${id}`)).toBe(30003);
    expect((await home(guest, 'newest')).list).toHaveLength(1); // her notes
    expect(await guest.get('v1/tags', { type: 'hot', num: 50 })).toEqual({ topics: [] });
    ada.token = null; // all that signing out is
    expect(await ada.refusal('GET', 'v1/user/info')).toBe(10005);
  },
};
