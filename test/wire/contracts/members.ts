import type { Data } from '../../support/person.js';
import { refusesGuests, refusesOthersThanActive } from '../access.js';
import { type Contract, invalid, noMember } from '../contract.js';
import { anyPost, befriend, follow } from '../conversation.js';
import { ownInfo, profile } from '../shapes.js';
import type { Wire } from '../wire.js';

/** The own account and those of others (reference 4.1, 4.2, 5.1, 5.2). */
export const members: Contract = (wire) => {
  describe('GET /v1/user/info', () => ownAccount(wire));
  describe('GET /v1/user/profile', () => profiles(wire));
  describe('POST /v1/user/nickname', () => renaming(wire));
  describe('GET /v1/suggest/users', () => suggesting(wire));
  describe('access', () => {
    refusesGuests(wire, ['GET /v1/user/info', 'GET /v1/suggest/users']);
    refusesOthersThanActive(wire, ['POST /v1/user/nickname']);
  });
};

function ownAccount(wire: () => Wire): void {
  const route = 'GET /v1/user/info';

  it('tells of a new member and of the administrator', async () => {
    const [member, admin] = [await wire().somebody(), await wire().admin()];
    const { id, username } = member;
    const own = await wire().ok(member, route, {}, ownInfo);
    const zeros = { balance: 0, follows: 0, followings: 0, tweets_count: 0 };
    expect(own).toMatchObject({ id, username, nickname: username, status: 1, phone: '', is_admin: false, ...zeros });
    expect(Math.abs(Number(own['created_on']) - Date.now() / 1000)).toBeLessThan(60);
    expect(await wire().ok(admin, route, {}, ownInfo)).toMatchObject({ is_admin: true });
  });

  it('counts whom they follow, who follows them and what they posted, of any visibility', async () => {
    const [member, other, third] = [await wire().somebody(), await wire().somebody(), await wire().somebody()];
    for (const [one, to] of [
      [member, other],
      [other, member],
      [third, member],
    ] as const)
      await follow(one, to);
    const posts = [await anyPost(member), await anyPost(member, { visibility: 1 })];
    const info = () => wire().ok(member, route, {}, ownInfo);
    expect(await info()).toMatchObject({ follows: 1, followings: 2, tweets_count: 2 });
    await member.delete('/v1/post', { id: posts[0]!.id });
    await third.post('/v1/user/unfollow', { user_id: member.id });
    expect(await info()).toMatchObject({ follows: 1, followings: 1, tweets_count: 1 });
  });

  it.each(['', 'Bearer', 'Bearer ', 'Bearer null', 'Bearer a.b.c', 'bearer x', 'Basic YTpi'])(
    'asks to sign in where the header is %j',
    async (authorization) => {
      const { json, status } = await wire().send(wire().guest, route, { headers: { authorization } });
      expect({ status, code: json.code }).toEqual({ status: 401, code: 10005 });
    },
  );
}

function profiles(wire: () => Wire): void {
  const route = 'GET /v1/user/profile';
  const of = (username: string) => ({ query: { username } });

  it('shows everybody the same member, and each viewer their own relation', async () => {
    const [member, viewer] = [await wire().somebody(), await wire().somebody()];
    const { id, username } = member;
    const seen = async (who = viewer) => wire().ok(who, route, of(username), profile);
    expect(await seen()).toMatchObject({ id, username, is_friend: false, is_following: false, followings: 0 });
    await befriend(viewer, member);
    await follow(viewer, member);
    expect(await seen()).toMatchObject({ is_friend: true, is_following: true, followings: 1 });
    expect(await seen(wire().guest)).toMatchObject({ is_friend: false, is_following: false, followings: 1 });
    expect(await seen(member)).toMatchObject({ is_friend: false, is_following: false });
  });

  it('shows who is banned as banned, and finds names in capitals', async () => {
    const member = await wire().somebody();
    await wire().bans(member);
    const seen = await wire().ok(wire().guest, route, of(member.username.toUpperCase()), profile);
    expect(seen).toMatchObject({ id: member.id, username: member.username, status: 2 });
  });

  it('shows nobody who is not there', async () => {
    const { guest } = wire();
    for (const name of ['nobodyhere', '%', '_', `x'--`, 'x'.repeat(5000)])
      await wire().refused(guest, route, of(name), noMember);
    await wire().refused(guest, route, {}, invalid);
    await wire().refused(guest, route, of(''), invalid);
    await wire().refused(guest, route, of('\u0000'), invalid);
  });
}

function renaming(wire: () => Wire): void {
  const route = 'POST /v1/user/nickname';
  const to = (nickname: unknown) => ({ body: { nickname } });

  it.each(['Ad', '泡泡', 'Grace Hopper', '👩‍👩‍👧 Ada', 'Éric'])('makes it %s, for everybody', async (nickname) => {
    const member = await wire().somebody();
    await wire().ok(member, route, to(` ${nickname} `));
    expect((await member.get('/v1/user/info'))['nickname']).toBe(nickname);
    const { id } = await anyPost(member);
    const shown = (await wire().guest.get(`/v1/post?id=${id}`))['user'] as Data;
    expect(shown['nickname']).toBe(nickname);
  });

  const length = { status: 400, code: 20020, error: 'member.nickname-length' };
  const characters = { status: 400, code: 101003, error: 'member.nickname-characters' };
  it.each([
    ['x', length],
    ['x'.repeat(13), length],
    ['   ', length],
    ['x'.repeat(100_000), length],
    ['a\u202Eb', characters],
    ['a\nb', characters],
    ['a\u200Bb', characters],
    ['', invalid],
    [7, invalid],
    [null, invalid],
    [['Ada'], invalid],
    ['a\u0000b', invalid],
    ['a\ud800b', invalid],
  ])('does not make it %j', async (nickname, refusal) => {
    const member = await wire().member('steady');
    await wire().refused(member, route, to(nickname), refusal);
    expect((await member.get('/v1/user/info'))['nickname']).toBe('steady');
  });
}

function suggesting(wire: () => Wire): void {
  const suggested = async (who: Parameters<Wire['ok']>[0], k?: string): Promise<string[]> => {
    const sent = k === undefined ? {} : { query: { k } };
    const { suggest } = await wire().ok<{ suggest: string[] }>(who, 'GET /v1/suggest/users', sent, {
      suggest: ['text'],
    });
    return suggest;
  };

  it('offers six names at most that begin so, and an array where none does', async () => {
    const viewer = await wire().somebody();
    const names = ['zoe1', 'zoe2', 'Zoe3', 'zoe4', 'zoe5', 'zoe6', 'zoe7', 'xzoe'];
    for (const name of names) await wire().member(name);
    expect(await suggested(viewer, ' zoe ')).toEqual(['zoe1', 'zoe2', 'Zoe3', 'zoe4', 'zoe5', 'zoe6']);
    expect(await suggested(viewer, 'ZOE7')).toEqual(['zoe7']);
    for (const none of ['nobodyhere', '%', '_', 'zoe_', '\\', `'`]) expect(await suggested(viewer, none)).toEqual([]);
    await wire().bans(await wire().member('zoe7'));
    expect(await suggested(viewer, 'zoe7')).toEqual([]);
  });

  it('offers familiar names where nothing is typed', async () => {
    const [viewer, friend] = [await wire().somebody(), await wire().somebody()];
    await follow(viewer, friend);
    const names = await suggested(viewer);
    expect(names[0]).toBe(friend.username);
    expect(names).toHaveLength(6);
    expect(await suggested(viewer, '')).toEqual(names);
  });
}
