import { behind, tiesBehind } from '../../../test/support/behind.js';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('following a member', () => {
  const community = useCommunity();
  const sql = behind(community);
  const ties = tiesBehind(community);
  const counts = async (person: Person) => {
    const { follows, followings } = await person.get('/v1/user/info');
    return { follows, followings };
  };
  const revision = async ({ id }: Person) =>
    (await sql('select revision from member where id = $1', [id]))[0]!['revision'] as number;

  it('counts once for both, and is taken back once', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    for (let again = 0; again < 2; again += 1) {
      const { body } = await bob.request('POST', '/v1/user/follow', { user_id: ada.id });
      expect(body).toBe('{"code":0,"msg":"success"}');
      expect(await counts(bob)).toEqual({ follows: 1, followings: 0 });
      expect(await counts(ada)).toEqual({ follows: 0, followings: 1 });
      expect([await revision(ada), await revision(bob)]).toEqual([2, 2]);
    }
    expect([await ties(bob, ada), await ties(ada, bob)]).toMatchObject([{ isFollowing: true }, { isFollowing: false }]);
    for (let again = 0; again < 2; again += 1) {
      expect(await bob.post('/v1/user/unfollow', { user_id: ada.id })).toEqual({});
      expect([await counts(bob), await counts(ada)]).toEqual(Array(2).fill({ follows: 0, followings: 0 }));
      expect([await revision(ada), await revision(bob)]).toEqual([3, 3]);
    }
    expect(await ties(bob, ada)).toEqual({ isFollowing: false, isFriend: false, isBlocked: false });
  });

  it('counts one of twenty that come at the same time', async () => {
    const [cleo, dan] = [await community.member('cleo'), await community.member('dan')];
    const twenty = (url: string) => Promise.all(Array.from({ length: 20 }, () => cleo.post(url, { user_id: dan.id })));
    await twenty('/v1/user/follow');
    expect([await counts(cleo), await counts(dan)]).toEqual([
      { follows: 1, followings: 0 },
      { follows: 0, followings: 1 },
    ]);
    await twenty('/v1/user/unfollow');
    expect([await counts(cleo), await counts(dan)]).toEqual(Array(2).fill({ follows: 0, followings: 0 }));
  });

  it('counts right when two follow and leave each other again and again', async () => {
    const [eve, fay] = [await community.member('eve'), await community.member('fay')];
    const calls = Array.from({ length: 40 }, (_, index) => {
      const [from, to] = index % 2 ? [eve, fay] : [fay, eve];
      return from.post(index % 4 < 2 ? '/v1/user/follow' : '/v1/user/unfollow', { user_id: to.id });
    });
    await Promise.all(calls);
    const [{ isFollowing: there }, { isFollowing: back }] = [await ties(eve, fay), await ties(fay, eve)];
    expect(await counts(eve)).toEqual({ follows: Number(there), followings: Number(back) });
    expect(await counts(fay)).toEqual({ follows: Number(back), followings: Number(there) });
  });

  it('needs somebody else, who is there', async () => {
    const [ada, gone] = [await community.member('ada'), await community.member('gone')];
    await expect(ada.post('/v1/user/follow', { user_id: ada.id })).rejects.toMatchObject({ code: 80105 });
    await expect(ada.post('/v1/user/unfollow', { user_id: ada.id })).rejects.toMatchObject({ code: 80106 });
    await sql('update member set deleted_at = now(), revision = revision + 1 where id = $1', [gone.id]);
    for (const user_id of [gone.id, 999_999, Number.MAX_SAFE_INTEGER]) {
      for (const url of ['/v1/user/follow', '/v1/user/unfollow']) {
        await expect(ada.post(url, { user_id })).rejects.toMatchObject({ status: 404, code: 20021 });
      }
    }
    expect(await counts(ada)).toEqual({ follows: 0, followings: 0 });
  });

  it('stops at 5,000', async () => {
    const [gus, hal] = [await community.member('gus'), await community.member('hal')];
    await sql('update member set follow_count = 5000 where id = $1', [gus.id]);
    await expect(gus.post('/v1/user/follow', { user_id: hal.id })).rejects.toMatchObject({ status: 429, code: 10008 });
    expect(await counts(hal)).toEqual({ follows: 0, followings: 0 });
    await sql('update member set follow_count = 4999 where id = $1', [gus.id]);
    for (let again = 0; again < 2; again += 1) await gus.post('/v1/user/follow', { user_id: hal.id });
    expect(await counts(gus)).toEqual({ follows: 5000, followings: 0 });
  });

  it('is for members', async () => {
    const { id } = await community.member('ada');
    for (const url of ['/v1/user/follow', '/v1/user/unfollow']) {
      await expect(community.guest.post(url, { user_id: id })).rejects.toMatchObject({ status: 401, code: 10005 });
    }
  });

  it.each([
    ['no id', undefined],
    ['null', null],
    ['zero', 0],
    ['a negative id', -1],
    ['a fraction', 1.5],
    ['an id above 2^53', 2 ** 53],
    ['a huge number', 1e300],
    ['a text of a number', '1'],
    ['an empty text', ''],
    ['a list', [1]],
    ['an object', {}],
    ['true', true],
    ['NUL', 'a\u0000'],
    ['half a character', '\ud800'],
    ['a huge text', 'x'.repeat(100_000)],
  ])('refuses %s by 10001', async (_, user_id) => {
    const ada = await community.member('ada');
    for (const url of ['/v1/user/follow', '/v1/user/unfollow']) {
      await expect(ada.post(url, { user_id })).rejects.toMatchObject({ status: 400, code: 10001 });
    }
  });

  it('reaches nobody of another community', async () => {
    const neighbour = await community.neighbour();
    const strangers = [];
    for (const name of ['ivy', 'jon', 'kim', 'lee', 'max', 'ned', 'oda', 'pia', 'ray', 'sue']) {
      strangers.push(await neighbour.member(name));
    }
    const ada = await community.member('ada');
    const { id } = strangers.at(-1)!;
    await expect(ada.post('/v1/user/follow', { user_id: id })).rejects.toMatchObject({ code: 20021 });
    const twin = strangers.find((stranger) => stranger.id !== ada.id && stranger.id <= 6)!;
    await ada.post('/v1/user/follow', { user_id: twin.id });
    expect(await twin.get('/v1/user/info')).toMatchObject({ followings: 0 });
  });
});
