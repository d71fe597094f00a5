import { TenantDatabase } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { tiesBehind } from '../../../test/support/behind.js';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { mostBarriers } from './blocks.service.js';
import { FollowersCounted, FriendRequestAnswered } from './index.js';

const community = useCommunity();
const inside = async <T>(work: (db: TenantDatabase) => Promise<T>): Promise<T> => {
  const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
  return tenantScope.run(tenant!, () => work(community.app.get(TenantDatabase)));
};
const sql = (text: string, values: unknown[] = []) => inside((db) => db.query(text, values));

let pairs = 0;
const twoPeople = async (): Promise<[Person, Person]> => {
  pairs += 1;
  return [await community.member(`anna${pairs}`), await community.member(`bert${pairs}`)];
};
const act = (what: string, from: Person, to: Person) => from.post(`/v1/user/${what}`, { user_id: to.id });
const ask = (from: Person, to: Person) => from.post('/v1/friend/requesting', { user_id: to.id, greetings: 'hello' });
const agree = (from: Person, to: Person) => from.post('/v1/friend/add', { user_id: to.id });
const counts = async (person: Person) => {
  const { follows, followings } = await person.get('/v1/user/info');
  return { follows, followings };
};
const nothing = { follows: 0, followings: 0 };
const ties = tiesBehind(community);
const kinds = async (one: Person, other: Person) => {
  const rows = await sql(
    `select kind, state from relation where member_id in ($1, $2) and other_id in ($1, $2) order by kind, member_id`,
    [one.id, other.id],
  );
  return rows.map(({ kind, state }) => `${kind as string}${state ? ` ${state as number}` : ''}`);
};

describe('blocking a member', () => {
  afterEach(() => jest.restoreAllMocks());

  it('ends what both were to each other, and counts it', async () => {
    const [anna, bert] = await twoPeople();
    await Promise.all([act('follow', anna, bert), act('follow', bert, anna), ask(anna, bert)]);
    await agree(bert, anna);
    expect([await counts(anna), await counts(bert)]).toEqual(Array(2).fill({ follows: 1, followings: 1 }));
    const added = jest.spyOn(community.app.get(Outbox), 'add');
    for (let again = 0; again < 2; again += 1) expect(await act('block', bert, anna)).toEqual({});
    expect([await counts(anna), await counts(bert)]).toEqual([nothing, nothing]);
    expect(await kinds(anna, bert)).toEqual(['block', 'request 4']);
    expect(await ties(anna, bert)).toEqual({ isFollowing: false, isFriend: false, isBlocked: true });
    expect(added.mock.calls.flat()).toEqual([new FollowersCounted(anna.id), new FollowersCounted(bert.id)]);
    await act('unblock', bert, anna);
    expect(await ties(anna, bert)).toEqual({ isFollowing: false, isFriend: false, isBlocked: false });
    await act('follow', anna, bert);
    expect(await counts(anna)).toEqual({ follows: 1, followings: 0 });
  });

  it('answers the requests that wait between the two', async () => {
    const [anna, bert] = await twoPeople();
    await Promise.all([ask(anna, bert), ask(bert, anna)]);
    const added = jest.spyOn(community.app.get(Outbox), 'add');
    await act('block', anna, bert);
    expect(added.mock.calls).toEqual([[new FriendRequestAnswered(anna.id, bert.id)]]);
    expect(await kinds(anna, bert)).toEqual(['block', 'request 4', 'request 4']);
  });

  it('keeps both from following, until both have taken it back', async () => {
    const [anna, bert] = await twoPeople();
    await act('block', anna, bert);
    await act('block', bert, anna);
    for (const blocks of [2, 1]) {
      for (const [from, to] of [
        [anna, bert],
        [bert, anna],
      ] as const)
        await expect(act('follow', from, to)).rejects.toMatchObject({ status: 403, code: 104001 });
      expect(await kinds(anna, bert)).toHaveLength(blocks);
      await act('unblock', blocks === 2 ? anna : bert, blocks === 2 ? bert : anna);
    }
    await act('follow', bert, anna);
    expect(await counts(anna)).toEqual({ follows: 0, followings: 1 });
  });

  it('changes nobody’s counters but theirs', async () => {
    const [anna, bert] = await twoPeople();
    const cara = await community.member('cara');
    await Promise.all([act('follow', anna, cara), act('follow', cara, bert), act('follow', anna, bert)]);
    await act('block', anna, bert);
    expect([await counts(anna), await counts(bert), await counts(cara)]).toEqual([
      { follows: 1, followings: 0 },
      { follows: 0, followings: 1 },
      { follows: 1, followings: 1 },
    ]);
  });

  it('wins over twenty who follow, and befriend, at the same time', async () => {
    const [anna, bert] = await twoPeople();
    await ask(bert, anna);
    const acts = [
      () => act('follow', bert, anna),
      () => act('follow', anna, bert),
      () => agree(anna, bert),
      () => act('unfollow', bert, anna),
      () => ask(anna, bert),
    ];
    const ended = await Promise.allSettled(
      Array.from({ length: 25 }, (_, index) => (index % 6 === 5 ? act('block', bert, anna) : acts[index % 6]!())),
    );
    const refused = ended.flatMap((end) => (end.status === 'rejected' ? [(end.reason as { code: number }).code] : []));
    expect(refused.filter((code) => code !== 104001)).toEqual([]);
    expect(await kinds(anna, bert)).toEqual(expect.arrayContaining(['block', 'request 4']));
    expect((await kinds(anna, bert)).filter((kind) => !['block', 'request 4'].includes(kind))).toEqual([]);
    expect([await counts(anna), await counts(bert)]).toEqual([nothing, nothing]);
  });

  it('is possible when two block each other at once', async () => {
    const [anna, bert] = await twoPeople();
    await Promise.all([act('follow', anna, bert), act('follow', bert, anna)]);
    const both = Array.from({ length: 20 }, (_, index) =>
      index % 2 ? act('block', anna, bert) : act('block', bert, anna),
    );
    await Promise.all(both);
    expect(await kinds(anna, bert)).toEqual(['block', 'block']);
    expect([await counts(anna), await counts(bert)]).toEqual([nothing, nothing]);
  });
});

describe('muting a member', () => {
  it('changes nothing else between the two', async () => {
    const [anna, bert] = await twoPeople();
    await act('follow', anna, bert);
    for (let again = 0; again < 2; again += 1) {
      const { body } = await anna.request('POST', '/v1/user/mute', { user_id: bert.id });
      expect(body).toBe('{"code":0,"msg":"success"}');
    }
    expect(await kinds(anna, bert)).toEqual(['follow', 'mute']);
    expect(await anna.get(`/v1/user/profile?username=${bert.username}`)).toMatchObject({
      is_muted: true,
      is_following: true,
    });
    expect(await bert.get(`/v1/user/profile?username=${anna.username}`)).not.toHaveProperty('is_muted');
    for (let again = 0; again < 2; again += 1) await act('unmute', anna, bert);
    expect(await kinds(anna, bert)).toEqual(['follow']);
  });
});

describe.each(['block', 'unblock', 'mute', 'unmute'])('the route to %s', (what) => {
  it('needs somebody else, who is there', async () => {
    const [anna, gone] = await twoPeople();
    await expect(act(what, anna, anna)).rejects.toMatchObject({ status: 400, code: 80008 });
    await sql('update member set deleted_at = now(), revision = revision + 1 where id = $1', [gone.id]);
    for (const user_id of [gone.id, 999_999, Number.MAX_SAFE_INTEGER]) {
      await expect(anna.post(`/v1/user/${what}`, { user_id })).rejects.toMatchObject({ status: 404, code: 20021 });
    }
    await expect(act(what, community.guest, anna)).rejects.toMatchObject({ status: 401, code: 10005 });
  });

  it.each([undefined, null, 0, -1, 1.5, 2 ** 53, '1', [1], {}, true])('refuses the id %p by 10001', async (user_id) => {
    const [anna] = await twoPeople();
    await expect(anna.post(`/v1/user/${what}`, { user_id })).rejects.toMatchObject({ status: 400, code: 10001 });
  });
});

describe('those whom a member keeps away', () => {
  it.each(['block', 'mute'] as const)('are listed to nobody else, newest first: %s', async (what) => {
    const [anna, bert] = await twoPeople();
    const [, cara] = await twoPeople();
    await act(what, anna, bert);
    await act(what, anna, cara);
    const list = async (who: Person, query = '') => who.get(`/v1/user/${what}s${query}`);
    expect(await list(anna)).toEqual({
      list: [cara, bert].map(({ id, username }) => ({
        user_id: id,
        username,
        nickname: username,
        avatar: expect.stringContaining('/avatars/') as string,
        is_following: false,
        created_on: expect.any(Number) as number,
      })),
      pager: { page: 1, page_size: 10, total_rows: 2 },
    });
    expect(await list(anna, '?page=2&page_size=1')).toMatchObject({ list: [{ user_id: bert.id }], pager: { page: 2 } });
    expect(await list(bert)).toMatchObject({ list: [], pager: { total_rows: 0 } });
    await expect(list(community.guest)).rejects.toMatchObject({ status: 401, code: 10005 });
  });

  it.each(['block', 'mute'] as const)('are so many and no more: %s', async (what) => {
    const [anna, bert] = await twoPeople();
    await sql(`insert into member (username, nickname) select $1 || n, 'x' from generate_series(1, $2::int) as n`, [
      `${what}ed`,
      mostBarriers,
    ]);
    await sql(
      `insert into relation (member_id, other_id, kind) select $1, id, $2 from member where username like $2 || 'ed%'`,
      [anna.id, what],
    );
    await expect(act(what, anna, bert)).rejects.toMatchObject({ status: 429, code: 10008 });
    expect(await kinds(anna, bert)).toEqual([]);
  });
});
