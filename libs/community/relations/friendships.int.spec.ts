import { TenantDatabase } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { CommunitySettings } from '#community/site';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { FriendRequestAnswered, FriendRequested } from './index.js';

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

const ask = (from: Person, to: Person, greetings = 'hello') =>
  from.post('/v1/friend/requesting', { user_id: to.id, greetings });
const answer = (what: 'add' | 'reject' | 'delete' | 'withdraw', from: Person, to: Person) =>
  from.post(`/v1/friend/${what}`, { user_id: to.id });
const befriend = async (from: Person, to: Person) => {
  await ask(from, to);
  await answer('add', to, from);
};
const row = async (from: Person, to: Person) => {
  const [found] = await sql(
    `select state, round, note from relation where member_id = $1 and kind = 'request' and other_id = $2`,
    [from.id, to.id],
  );
  return found;
};
const areFriends = async (one: Person, other: Person) => {
  const [there, back] = await Promise.all([
    one.get(`/v1/user/profile?username=${other.username}`),
    other.get(`/v1/user/profile?username=${one.username}`),
  ]);
  expect(there['is_friend']).toBe(back['is_friend']);
  return there['is_friend'];
};
const events = () => {
  const added = jest.spyOn(community.app.get(Outbox), 'add');
  return () => {
    const seen = added.mock.calls.map(([event]) => event);
    added.mockClear();
    return seen.filter((event) => event instanceof FriendRequested || event instanceof FriendRequestAnswered);
  };
};

describe('friendship', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is asked for once, and agreed to once', async () => {
    const [anna, bert] = await twoPeople();
    const told = events();
    const { body } = await anna.request('POST', '/v1/friend/requesting', { user_id: bert.id, greetings: '你好' });
    expect(body).toBe('{"code":0,"msg":"success"}');
    expect(told()).toEqual([new FriendRequested(anna.id, bert.id, 1)]);
    await ask(anna, bert, 'once more');
    expect(told()).toEqual([]);
    expect(await row(anna, bert)).toEqual({ state: 1, round: 1, note: '你好' });
    expect(await areFriends(anna, bert)).toBe(false);
    expect(await answer('add', bert, anna)).toEqual({});
    expect(told()).toEqual([new FriendRequestAnswered(bert.id, anna.id)]);
    expect(await row(anna, bert)).toMatchObject({ state: 2 });
    expect(await areFriends(anna, bert)).toBe(true);
    for (const again of [() => answer('add', bert, anna), () => answer('reject', bert, anna), () => ask(anna, bert)]) {
      expect(await again()).toEqual({});
      expect(await areFriends(anna, bert)).toBe(true);
    }
    await ask(bert, anna);
    expect(await row(bert, anna)).toBeUndefined();
    expect(told()).toEqual([]);
  });

  it('settles what the other one has asked as well', async () => {
    const [anna, bert] = await twoPeople();
    await Promise.all([ask(anna, bert), ask(bert, anna)]);
    expect([await row(anna, bert), await row(bert, anna)]).toMatchObject([{ state: 1 }, { state: 1 }]);
    await answer('add', anna, bert);
    expect([await row(anna, bert), await row(bert, anna)]).toMatchObject([{ state: 2 }, { state: 2 }]);
    expect(await areFriends(anna, bert)).toBe(true);
    expect(await answer('reject', bert, anna)).toEqual({});
    expect(await areFriends(anna, bert)).toBe(true);
  });

  it('is refused, and may be asked for again', async () => {
    const [anna, bert] = await twoPeople();
    const told = events();
    await ask(anna, bert, 'first');
    for (let again = 0; again < 2; again += 1) await answer('reject', bert, anna);
    expect(told()).toEqual([new FriendRequested(anna.id, bert.id, 1), new FriendRequestAnswered(bert.id, anna.id)]);
    expect(await row(anna, bert)).toMatchObject({ state: 3 });
    expect(await answer('add', bert, anna)).toEqual({});
    expect(await areFriends(anna, bert)).toBe(false);
    await ask(anna, bert, 'second');
    expect(await row(anna, bert)).toEqual({ state: 1, round: 2, note: 'second' });
    expect(told()).toEqual([new FriendRequested(anna.id, bert.id, 2)]);
  });

  it('is taken back while nobody has answered', async () => {
    const [anna, bert] = await twoPeople();
    await ask(anna, bert);
    const told = events();
    for (let again = 0; again < 2; again += 1) await answer('withdraw', anna, bert);
    expect(told()).toEqual([new FriendRequestAnswered(anna.id, bert.id)]);
    expect(await row(anna, bert)).toMatchObject({ state: 4 });
    expect(await answer('add', bert, anna)).toEqual({});
    expect(await areFriends(anna, bert)).toBe(false);
    await befriend(anna, bert);
    await answer('withdraw', anna, bert);
    expect(await areFriends(anna, bert)).toBe(true);
  });

  it('ends for both, and can begin again', async () => {
    const [anna, bert] = await twoPeople();
    expect(await answer('delete', anna, bert)).toEqual({});
    await befriend(anna, bert);
    for (const who of [bert, anna]) {
      expect(await answer('delete', who, who === anna ? bert : anna)).toEqual({});
      expect(await areFriends(anna, bert)).toBe(false);
      expect(await row(anna, bert)).toMatchObject({ state: 4 });
    }
    await ask(bert, anna);
    await ask(anna, bert);
    expect(await row(anna, bert)).toMatchObject({ state: 1, round: 2 });
    await answer('delete', anna, bert); // what waits is not a friendship
    expect(await row(bert, anna)).toMatchObject({ state: 1 });
    await answer('add', anna, bert);
    expect(await areFriends(anna, bert)).toBe(true);
  });

  it.each(['add', 'reject'] as const)('needs somebody who asks before there is something to %s', async (what) => {
    const [anna, bert] = await twoPeople();
    await ask(anna, bert);
    const code = what === 'add' ? 80004 : 80005;
    await expect(answer(what, anna, bert)).rejects.toMatchObject({ status: 409, code });
    expect(await areFriends(anna, bert)).toBe(false);
  });

  it('needs somebody else, who is there', async () => {
    const [anna, gone] = await twoPeople();
    await expect(ask(anna, anna)).rejects.toMatchObject({ status: 400, code: 80001 });
    const acts = ['add', 'reject', 'delete', 'withdraw'] as const;
    for (const what of acts) await expect(answer(what, anna, anna)).rejects.toMatchObject({ code: 80008 });
    await sql('update member set deleted_at = now(), revision = revision + 1 where id = $1', [gone.id]);
    for (const id of [gone.id, 999_999, Number.MAX_SAFE_INTEGER]) {
      const nobody = Object.assign(Object.create(gone) as Person, { id });
      await expect(ask(anna, nobody)).rejects.toMatchObject({ status: 404, code: 80002 });
      for (const what of acts) await expect(answer(what, anna, nobody)).rejects.toMatchObject({ code: 80002 });
    }
    expect(await sql('select 1 from relation where member_id = $1', [anna.id])).toEqual([]);
  });

  it('is for members', async () => {
    const [anna] = await twoPeople();
    await expect(ask(community.guest, anna)).rejects.toMatchObject({ status: 401, code: 10005 });
    for (const what of ['add', 'reject', 'delete', 'withdraw'] as const) {
      await expect(answer(what, community.guest, anna)).rejects.toMatchObject({ status: 401, code: 10005 });
    }
  });

  it.each([undefined, null, 0])('ends no friendship with %p', async (user_id) => {
    const [anna] = await twoPeople();
    await expect(anna.post('/v1/friend/delete', { user_id })).rejects.toMatchObject({ status: 404, code: 80002 });
  });

  it.each([-1, 1.5, 2 ** 53, '1', [1], {}, true])('refuses the id %p by 10001', async (user_id) => {
    const [anna] = await twoPeople();
    for (const what of ['requesting', 'add', 'reject', 'delete', 'withdraw']) {
      const asked = anna.post(`/v1/friend/${what}`, { user_id, greetings: 'x' });
      await expect(asked).rejects.toMatchObject({ status: 400, code: 10001 });
    }
  });

  it.each([undefined, null, '', 5, ['x'], 'a\u0000', '\ud800', 'x'.repeat(256), 'x'.repeat(500_000)])(
    'refuses these greetings by 10001',
    async (greetings) => {
      const [anna, bert] = await twoPeople();
      const asked = anna.post('/v1/friend/requesting', { user_id: bert.id, greetings });
      await expect(asked).rejects.toMatchObject({ status: 400, code: 10001 });
      expect(await row(anna, bert)).toBeUndefined();
    },
  );

  it('takes greetings of 255 characters, whatever they weigh', async () => {
    const [anna, bert] = await twoPeople();
    await ask(anna, bert, '🪷'.repeat(255));
    expect(await row(anna, bert)).toMatchObject({ note: '🪷'.repeat(255) });
  });

  it('is kept away by a block, whoever it is of', async () => {
    for (const blockedBy of [0, 1]) {
      const people = await twoPeople();
      const [anna, bert] = people;
      await ask(bert, anna);
      await people[blockedBy]!.post('/v1/user/block', { user_id: people[1 - blockedBy]!.id });
      await expect(ask(anna, bert)).rejects.toMatchObject({ status: 403, code: 104001 });
      await expect(answer('add', anna, bert)).rejects.toMatchObject({ code: 104001 });
      expect(await answer('delete', anna, bert)).toEqual({});
    }
  });

  it('is switched off with the community’s setting', async () => {
    const [anna, bert] = await twoPeople();
    await ask(anna, bert);
    const use = (value: boolean) =>
      inside((db) =>
        db.transaction(async () => {
          await db.query(
            `insert into setting (key, value) values ('web_profile.use_friendship', $1)
             on conflict (key) do update set value = excluded.value`,
            [String(value)],
          );
          community.app.get(CommunitySettings).forget();
        }),
      );
    await use(false);
    const off = { status: 403, code: 110001, error: 'site.feature-off' };
    await expect(ask(anna, bert)).rejects.toMatchObject(off);
    for (const what of ['add', 'reject', 'delete', 'withdraw'] as const)
      await expect(answer(what, bert, anna)).rejects.toMatchObject(off);
    await expect(anna.get('/v1/user/contacts')).rejects.toMatchObject(off);
    await use(true);
    await answer('add', bert, anna);
    expect(await areFriends(anna, bert)).toBe(true);
  });
});

describe('friendship under pressure', () => {
  afterEach(() => jest.restoreAllMocks());
  const twenty = (work: (index: number) => Promise<unknown>) =>
    Promise.all(Array.from({ length: 20 }, (_, index) => work(index)));

  it('is asked for once by twenty at the same time, and agreed to once', async () => {
    const [anna, bert] = await twoPeople();
    const told = events();
    await twenty(() => ask(anna, bert));
    expect(told()).toEqual([new FriendRequested(anna.id, bert.id, 1)]);
    await twenty(() => answer('add', bert, anna));
    expect(told()).toEqual([new FriendRequestAnswered(bert.id, anna.id)]);
    expect(await areFriends(anna, bert)).toBe(true);
    await twenty((index) => (index % 2 ? answer('delete', anna, bert) : answer('delete', bert, anna)));
    expect(await areFriends(anna, bert)).toBe(false);
  });

  it('is there or not there for both, whoever asks, agrees and leaves meanwhile', async () => {
    const [anna, bert] = await twoPeople();
    const acts = [
      () => ask(anna, bert),
      () => ask(bert, anna),
      () => answer('add', anna, bert),
      () => answer('add', bert, anna),
      () => answer('reject', anna, bert),
      () => answer('withdraw', bert, anna),
      () => answer('delete', anna, bert),
    ];
    const ended = await Promise.allSettled(Array.from({ length: 42 }, (_, index) => acts[index % acts.length]!()));
    const refusals = ended.flatMap((end) => (end.status === 'rejected' ? [(end.reason as { code: number }).code] : []));
    expect(refusals.filter((code) => ![80004, 80005, 10008].includes(code))).toEqual([]);
    const friends = await areFriends(anna, bert);
    const states = [await row(anna, bert), await row(bert, anna)].map((found) => found?.['state'] as number);
    expect(states).not.toContain(friends ? 1 : 2);
  });

  it('may be asked for of 200 who have not answered', async () => {
    const [anna, bert] = await twoPeople();
    await sql(`insert into member (username, nickname) select 'idle' || n, 'x' from generate_series(1, 199) as n`);
    await sql(
      `insert into relation (member_id, other_id, kind, state)
       select $1, id, 'request', 1 from member where username like 'idle%'`,
      [anna.id],
    );
    await ask(anna, bert);
    const cara = await community.member('cara');
    await expect(ask(anna, cara)).rejects.toMatchObject({ status: 429, code: 10008 });
    expect(await row(anna, cara)).toBeUndefined();
    await answer('reject', bert, anna);
    await ask(anna, cara);
  });

  it('may be asked for five times at once, then once a day', async () => {
    const [anna, bert] = await twoPeople();
    for (let round = 1; round <= 5; round += 1) {
      await ask(anna, bert);
      await answer('withdraw', anna, bert);
    }
    await expect(ask(anna, bert)).rejects.toMatchObject({ status: 429, code: 10008 });
    expect(await row(anna, bert)).toMatchObject({ state: 4, round: 5 });
    await sql(`update relation set created_at = now() - interval '25 hours' where member_id = $1`, [anna.id]);
    await ask(anna, bert);
    await answer('reject', bert, anna);
    await expect(ask(anna, bert)).rejects.toMatchObject({ code: 10008 });
    expect(await row(anna, bert)).toMatchObject({ state: 3, round: 6 });
  });

  it('reaches nobody of another community', async () => {
    const neighbour = await community.neighbour();
    const stranger = await neighbour.member('stranger');
    await sql(`insert into member (id, username, nickname) values (100001, 'twin', 'twin')`);
    const twin = Object.assign(Object.create(stranger) as Person, { id: 100_001 });
    await expect(ask(stranger, twin, 'from next door')).rejects.toMatchObject({ status: 404, code: 80002 });
    expect(await sql('select 1 from relation where note = $1', ['from next door'])).toEqual([]);
  });
});
