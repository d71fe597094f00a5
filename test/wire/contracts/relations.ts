import type { Data, Person } from '../../support/person.js';
import { refusesGuests, refusesOthersThanActive } from '../access.js';
import { type Contract, featureOff, invalid, noMember } from '../contract.js';
import { anyPost, befriend, follow, nothing } from '../conversation.js';
import { page, related, trend } from '../shapes.js';
import type { Wire } from '../wire.js';

const blocked = { status: 403, code: 104001, error: 'relation.blocked' };
const noFriend = { status: 404, code: 80002, error: 'friend.not-found' };
const onSelf = { status: 400, code: 80008, error: 'friend.act-on-self' };
const notAdded = { status: 409, code: 80004, error: 'friend.not-added' };
const notRejected = { status: 409, code: 80005, error: 'friend.not-rejected' };
const answers = ['POST /v1/friend/add', 'POST /v1/friend/reject', 'POST /v1/friend/delete'] as const;
const friendships = 'web_profile.use_friendship';
const to = (other: { id: number }) => ({ body: { user_id: other.id } });
const asking = (other: { id: number }, greetings: unknown = 'Hi') => ({ body: { user_id: other.id, greetings } });

/** Following, friendship and what they show (reference 6, 7, 11.1). */
export const relations: Contract = (wire) => {
  describe('following', () => following(wire));
  describe('lists of who follows whom', () => followLists(wire));
  describe('friendship', () => {
    befriending(wire);
    refusingFriends(wire);
  });
  describe('GET /v1/user/contacts', () => contacts(wire));
  describe('GET /v1/trends/index', () => trends(wire));
  describe('access', () => {
    refusesGuests(wire, ['GET /v1/user/contacts', 'GET /v1/trends/index']);
    refusesOthersThanActive(wire, [
      'POST /v1/user/follow',
      'POST /v1/user/unfollow',
      'POST /v1/friend/requesting',
      ...answers,
    ]);
  });
};

const two = async (wire: Wire): Promise<[Person, Person]> => [await wire.somebody(), await wire.somebody()];
const profileOf = (viewer: Person, other: Person): Promise<Data> =>
  viewer.get(`/v1/user/profile?username=${other.username}`);

function following(wire: () => Wire): void {
  it('is known to both at once, counts once, and ends', async () => {
    const [one, other] = await two(wire());
    for (const _ of [1, 2]) await wire().ok(one, 'POST /v1/user/follow', to(other));
    expect(await profileOf(one, other)).toMatchObject({ is_following: true, follows: 0, followings: 1 });
    expect(await profileOf(other, one)).toMatchObject({ is_following: false, follows: 1, followings: 0 });
    const { id } = await anyPost(other);
    expect((await one.get(`/v1/post?id=${id}`))['user']).toMatchObject({ is_following: true });
    for (const _ of [1, 2]) await wire().ok(one, 'POST /v1/user/unfollow', to(other));
    expect(await profileOf(one, other)).toMatchObject({ is_following: false, followings: 0 });
  });

  it('is of others who are there, and allow it', async () => {
    const [one, other] = await two(wire());
    await wire().refused(one, 'POST /v1/user/follow', to(one), { status: 400, code: 80105, error: 'follow.self' });
    await wire().refused(one, 'POST /v1/user/unfollow', to(one), { status: 400, code: 80106, error: 'unfollow.self' });
    for (const route of ['POST /v1/user/follow', 'POST /v1/user/unfollow'] as const) {
      await wire().refused(one, route, to({ id: nothing }), noMember);
      await wire().refused(one, route, to({ id: Number.MAX_SAFE_INTEGER }), noMember);
      await wire().refused(one, route, to({ id: 2 ** 53 }), invalid);
      await wire().refused(one, route, {}, invalid);
    }
    await other.post('/v1/user/block', { user_id: one.id });
    await wire().refused(one, 'POST /v1/user/follow', to(other), blocked);
    expect(await profileOf(one, one)).toMatchObject({ follows: 0, followings: 0 });
  });
}

function followLists(wire: () => Wire): void {
  const listed = async (who: Person, list: 'follows' | 'followings', query: Record<string, string | number>) =>
    wire().ok<{ list: Data[]; pager: Data }>(who, `GET /v1/user/${list}`, { query }, page(related));

  it('have whom somebody follows, and who follows them', async () => {
    const [star, fan] = await two(wire());
    const created_on = (await profileOf(fan, star))['created_on'];
    await follow(fan, star);
    const row = { user_id: star.id, username: star.username, nickname: star.username, created_on };
    const pager = { page: 1, page_size: 10, total_rows: 1 };
    const follows = (who: Person) => listed(who, 'follows', { username: fan.username });
    expect(await follows(wire().guest)).toMatchObject({ list: [{ ...row, is_following: false }], pager });
    expect(await follows(fan)).toMatchObject({ list: [{ ...row, is_following: true }], pager });
    const followings = await listed(star, 'followings', { username: star.username });
    expect(followings).toMatchObject({ list: [{ user_id: fan.id, is_following: false }], pager });
    expect(await listed(star, 'follows', { username: star.username })).toEqual({
      list: [],
      pager: { ...pager, total_rows: 0 },
    });
  });

  it('are read in pages, each row once', async () => {
    const fans = [await wire().somebody(), await wire().somebody(), await wire().somebody()];
    const star = await wire().somebody();
    for (const fan of fans) await follow(fan, star);
    const of = (page: number) => listed(star, 'followings', { username: star.username, page, page_size: 2 });
    const [first, second, third] = [await of(1), await of(2), await of(3)];
    expect([first.list.length, second.list.length]).toEqual([2, 1]);
    const ids = new Set([...first.list, ...second.list].map(({ user_id }) => user_id));
    expect(ids).toEqual(new Set(fans.map(({ id }) => id)));
    expect(third).toEqual({ list: [], pager: { page: 3, page_size: 2, total_rows: 3 } });
    const odd = await listed(star, 'followings', { username: star.username, page: 'x', page_size: 1e6 });
    expect(odd.pager).toEqual({ page: 1, page_size: 100, total_rows: 3 });
  });

  it('are of members who are there', async () => {
    for (const route of ['GET /v1/user/follows', 'GET /v1/user/followings'] as const) {
      await wire().refused(wire().guest, route, { query: { username: 'nobodyhere' } }, noMember);
      await wire().refused(wire().guest, route, {}, invalid);
    }
  });
}

function befriending(wire: () => Wire): void {
  const friends = async (one: Person, other: Person) => {
    const [there, back] = await Promise.all([profileOf(one, other), profileOf(other, one)]);
    expect(there['is_friend']).toBe(back['is_friend']);
    return there['is_friend'];
  };
  const request = async (of: Person) => {
    await wire().settle();
    return (await of.messages('requesting'))[0];
  };

  it('is asked for, accepted and ended; each again changes nothing', async () => {
    const [one, other] = await two(wire());
    for (const _ of [1, 2]) await wire().ok(one, 'POST /v1/friend/requesting', asking(other, '你好'));
    const waiting = { type: 5, sender_user_id: one.id, content: '你好', reply_id: 1, brief: '请求添加好友，并附言:' };
    expect(await request(other)).toMatchObject(waiting);
    expect(await other.messages('requesting')).toHaveLength(1);
    expect(await friends(one, other)).toBe(false);
    for (const _ of [1, 2]) await wire().ok(other, 'POST /v1/friend/add', to(one));
    expect(await request(other)).toMatchObject({ ...waiting, reply_id: 2 });
    expect(await friends(one, other)).toBe(true);
    for (const _ of [1, 2]) await wire().ok(one, 'POST /v1/friend/delete', to(other));
    expect(await friends(one, other)).toBe(false);
  });

  it('is rejected, and may be asked for again', async () => {
    const [one, other] = await two(wire());
    await wire().ok(one, 'POST /v1/friend/requesting', asking(other));
    for (const _ of [1, 2]) await wire().ok(other, 'POST /v1/friend/reject', to(one));
    expect(await request(other)).toMatchObject({ reply_id: 3 });
    expect(await friends(one, other)).toBe(false);
    await wire().ok(one, 'POST /v1/friend/requesting', asking(other));
    expect(await request(other)).toMatchObject({ reply_id: 1 });
    await wire().ok(other, 'POST /v1/friend/add', to(one));
    expect(await friends(one, other)).toBe(true);
  });
}

function refusingFriends(wire: () => Wire): void {
  it('answers a request that there is', async () => {
    const [one, other] = await two(wire());
    await wire().refused(one, 'POST /v1/friend/add', to(other), notAdded);
    await wire().refused(one, 'POST /v1/friend/reject', to(other), notRejected);
    await one.post('/v1/friend/requesting', asking(other).body);
    await wire().refused(one, 'POST /v1/friend/add', to(other), notAdded);
  });

  it('is with others who are there, and allow it', async () => {
    const [one, other] = await two(wire());
    const self = { status: 400, code: 80001, error: 'friend.self' };
    await wire().refused(one, 'POST /v1/friend/requesting', asking(one), self);
    await wire().refused(one, 'POST /v1/friend/requesting', asking({ id: nothing }), noFriend);
    for (const route of answers) {
      await wire().refused(one, route, to(one), onSelf);
      await wire().refused(one, route, to({ id: nothing }), noFriend);
    }
    await one.post('/v1/friend/requesting', asking(other).body);
    await one.post('/v1/user/block', { user_id: other.id });
    await wire().refused(other, 'POST /v1/friend/add', to(one), blocked);
    await wire().refused(other, 'POST /v1/friend/requesting', asking(one), blocked);
  });

  it('is asked for in some words, not too many', async () => {
    const [one, other] = await two(wire());
    for (const greetings of [undefined, '', null, 7, 'x'.repeat(256), 'a\u0000b', '\udfff'])
      await wire().refused(one, 'POST /v1/friend/requesting', { body: { user_id: other.id, greetings } }, invalid);
    await wire().settle();
    expect(await other.messages()).toEqual([]);
  });

  it('is nothing where the community has none', async () => {
    const [one, other] = await two(wire());
    await wire().where({ [friendships]: false }, { [friendships]: true }, async () => {
      for (const route of answers) await wire().refused(one, route, to(other), featureOff);
      await wire().refused(one, 'POST /v1/friend/requesting', asking(other), featureOff);
      await wire().refused(one, 'GET /v1/user/contacts', {}, featureOff);
    });
  });
}

function contacts(wire: () => Wire): void {
  it('has friends by their nicknames, without their phones', async () => {
    const [one, bea, abe] = [await wire().somebody(), await wire().somebody(), await wire().somebody()];
    const listed = () => wire().ok<{ list: Data[] }>(one, 'GET /v1/user/contacts', {}, page(related));
    expect(await listed()).toEqual({ list: [], pager: { page: 1, page_size: 10, total_rows: 0 } });
    await Promise.all([bea.post('/v1/user/nickname', { nickname: 'Bea' }), befriend(one, bea)]);
    await Promise.all([abe.post('/v1/user/nickname', { nickname: 'Abe' }), befriend(abe, one)]);
    await one.post('/v1/friend/requesting', asking(await wire().somebody()).body);
    expect((await listed()).list.map(({ nickname }) => nickname)).toEqual(['Abe', 'Bea']);
    await bea.post('/v1/friend/delete', { user_id: one.id });
    expect((await listed()).list.map(({ user_id }) => user_id)).toEqual([abe.id]);
  });
}

function trends(wire: () => Wire): void {
  const bar = 'web_profile.enable_trends_bar';
  const listed = async (who: Person) =>
    wire().ok<{ list: Data[]; pager: Data }>(who, 'GET /v1/trends/index', { query: { page_size: 50 } }, page(trend));

  it('shows friends first, then those whom one follows, if they have posted', async () => {
    const [viewer, friend, star] = [await wire().somebody(), await wire().somebody(), await wire().somebody()];
    expect((await listed(viewer)).list).toEqual([]);
    await Promise.all([befriend(viewer, friend), follow(viewer, star)]);
    await follow(viewer, friend);
    await follow(viewer, await wire().somebody());
    expect((await listed(viewer)).list).toEqual([]);
    await anyPost(friend);
    await anyPost(star);
    const { list, pager } = await listed(viewer);
    expect(list.map(({ username }) => username)).toEqual([friend.username, star.username]);
    expect(pager).toEqual({ page: 1, page_size: 50, total_rows: 2 });
  });

  it('is nothing where the community has none', async () => {
    const member = await wire().somebody();
    const off = () => wire().refused(member, 'GET /v1/trends/index', {}, featureOff);
    await wire().where({ [bar]: false }, { [bar]: true }, off);
  });
}
