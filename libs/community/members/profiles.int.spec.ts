import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { type Member, MemberAuthentication } from '#community/identity';
import { MembersService } from './index.js';

const community = useCommunity();

const inside = async <T>(work: (db: TenantDatabase) => Promise<T>): Promise<T> => {
  const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
  return tenantScope.run(tenant!, () => work(community.app.get(TenantDatabase)));
};
const sql = (text: string, values: unknown[] = []) => inside((db) => db.query(text, values));
const change = (who: Person, set: string) =>
  sql(`update member set ${set}, revision = revision + 1 where id = $1`, [who.id]);
const relate = (from: Person, kind: string, to: Person) =>
  sql('insert into relation (member_id, other_id, kind) values ($1, $2, $3) on conflict do nothing', [
    from.id,
    to.id,
    kind,
  ]);

describe('the profile of a member', () => {
  const profile = (viewer: Person, username: string) => viewer.get(`/v1/user/profile?username=${username}`);

  it('is shown to anybody, without phone and balance', async () => {
    const [ada, bob] = [await community.member('Ada'), await community.member('bob')];
    await change(ada, `phone = '13812348000', balance = 5`);
    const shown = {
      id: ada.id,
      nickname: 'Ada',
      username: 'Ada',
      status: 1,
      avatar: `http://${community.host}:3000/avatars/${ada.id}.svg`,
      is_admin: false,
      is_friend: false,
      is_following: false,
      created_on: expect.any(Number),
      follows: 0,
      followings: 0,
      tweets_count: 0,
    };
    for (const viewer of [community.guest, bob, ada]) {
      for (const name of ['Ada', 'aDA']) expect(await profile(viewer, name)).toStrictEqual(shown);
    }
  });

  it('says what the member is to the viewer, and only to them', async () => {
    const [eve, fay] = [await community.member('eve'), await community.member('fay')];
    await relate(eve, 'follow', fay);
    expect(await profile(eve, 'fay')).toMatchObject({ is_friend: false, is_following: true });
    expect(await profile(fay, 'eve')).toMatchObject({ is_friend: false, is_following: false });
    await Promise.all([relate(eve, 'friend', fay), relate(fay, 'friend', eve)]);
    expect(await profile(fay, 'eve')).toMatchObject({ is_friend: true, is_following: false });
    expect(await profile(community.guest, 'eve')).toMatchObject({ is_friend: false, is_following: false });
    await Promise.all([relate(eve, 'mute', fay), relate(eve, 'block', fay)]);
    expect(await profile(eve, 'fay')).toMatchObject({ is_blocked: true, is_muted: true });
    for (const viewer of [fay, community.guest]) {
      expect(Object.keys(await profile(viewer, 'eve'))).not.toEqual(expect.arrayContaining(['is_blocked']));
    }
  });

  it('shows who is banned, and nobody who is gone', async () => {
    const [gus, hal] = [await community.member('gus'), await community.member('hal')];
    await change(gus, 'status = 2');
    expect(await profile(community.guest, 'gus')).toMatchObject({ status: 2 });
    await change(hal, 'deleted_at = now()');
    for (const name of ['hal', 'nobody', '%25', 'x%27%20or%20true--', 'x'.repeat(5000)]) {
      await expect(profile(community.guest, name)).rejects.toMatchObject({ status: 404, code: 20021 });
    }
  });

  it.each(['', '?username=', '?username=%20', '?username=a&username=b', '?username=%00'])(
    'needs one name, unlike %p',
    async (query) => {
      const asked = community.guest.get(`/v1/user/profile${query}`);
      await expect(asked).rejects.toMatchObject({ status: 400, code: 10001 });
    },
  );
});

describe('a nickname', () => {
  const rename = (who: Person, nickname: unknown) => who.post('/v1/user/nickname', { nickname });
  const stored = async ({ id }: Person) =>
    (await sql('select nickname, balance, revision from member where id = $1', [id]))[0]!;

  it('is changed, and nothing else with it', async () => {
    const ivy = await community.member('ivy');
    const before = await stored(ivy);
    const { body } = await ivy.request('POST', '/v1/user/nickname', { nickname: '  小明 👩‍🚀 ' });
    expect(body).toBe('{"code":0,"msg":"success"}');
    expect(await ivy.get('/v1/user/info')).toMatchObject({ nickname: '小明 👩‍🚀', username: 'ivy' });
    expect(await stored(ivy)).toEqual({ ...before, nickname: '小明 👩‍🚀', revision: Number(before['revision']) + 1 });
    await rename(ivy, '小明 👩‍🚀');
    expect(await stored(ivy)).toMatchObject({ revision: Number(before['revision']) + 1 });
  });

  it.each([
    ['J', 20020],
    ['Jonathan the 2nd', 20020],
    ['   ', 20020],
    ['Jon\nJon', 101003],
    ['\u202enoJ', 101003],
    ['', 10001],
    [null, 10001],
    [undefined, 10001],
    [12345, 10001],
    [['Jon'], 10001],
    [{}, 10001],
    ['Jon\u0000', 10001],
    ['Jon\ud800', 10001],
    ['x'.repeat(500_000), 20020],
  ])('is not %p: %p', async (nickname, code) => {
    const jon = await community.member('jon');
    await expect(rename(jon, nickname)).rejects.toMatchObject({ status: 400, code });
    expect(await stored(jon)).toMatchObject({ nickname: 'jon' });
  });

  it('is changed by members who are not banned', async () => {
    const kim = await community.member('kim');
    await expect(rename(community.guest, 'Kim')).rejects.toMatchObject({ status: 401, code: 10005 });
    await change(kim, 'status = 2');
    await inside(async () => community.app.get(MemberAuthentication).forget(kim.id));
    await expect(rename(kim, 'Kimmy')).rejects.toMatchObject({ status: 403, code: 20006 });
  });
});

describe('whom to mention', () => {
  const suggest = async (who: Person, k?: string) =>
    (await who.get(`/v1/suggest/users${k === undefined ? '' : `?k=${encodeURIComponent(k)}`}`))['suggest'];

  it('are those whose name begins like this, six at most', async () => {
    const names = ['nadia', 'Nancy', 'naomi', 'nathan', 'neal', 'nell', 'Nero', 'nick'];
    for (const name of names) await community.member(name);
    const nell = await community.member('nell');
    expect(await suggest(nell, 'n')).toEqual(['nadia', 'Nancy', 'naomi', 'nathan', 'neal', 'nell']);
    expect(await suggest(nell, ' NE ')).toEqual(['neal', 'nell', 'Nero']);
    for (const k of ['%', '_', 'n%', 'n_', '\\', 'zzz', `n' or true --`, 'n'.repeat(4000), '\ufffd'])
      expect(await suggest(nell, k)).toEqual([]);
  });

  it('are without those who are banned, gone or blocked by one of both', async () => {
    const [ola, oli, ona, ora, oto] = [
      await community.member('ola'),
      await community.member('oli'),
      await community.member('ona'),
      await community.member('ora'),
      await community.member('oto'),
    ];
    expect(await suggest(ola, 'o')).toEqual(expect.arrayContaining(['oli', 'ona', 'ora', 'oto']));
    await change(oli, 'status = 2');
    await change(ona, 'deleted_at = now()');
    await relate(ola, 'block', ora);
    await relate(oto, 'block', ola);
    const left = (await suggest(ola, 'o')) as string[];
    expect(left.filter((name) => ['oli', 'ona', 'ora', 'oto'].includes(name))).toEqual([]);
    expect(left).toContain('ola');
  });

  it('are without those who do not want to be found, but to who knows them', async () => {
    const [una, ulf, uma] = [
      await community.member('una'),
      await community.member('ulf'),
      await community.member('uma'),
    ];
    for (const who of [ulf, uma]) await who.post('/v1/user/findable', { findable: false });
    expect(await suggest(una, 'u')).toEqual(['una']);
    await relate(una, 'follow', ulf);
    await relate(una, 'friend', uma);
    expect(await suggest(una, 'u')).toEqual(['ulf', 'uma', 'una']);
    const all = await suggest(una);
    expect(all).toEqual(expect.arrayContaining(['ulf', 'uma']));
    const earliest = `update member set is_findable = $1 where id = (select min(id) from member)`;
    const [{ username }] = (await sql('select username from member order by id limit 1')) as [{ username: string }];
    await sql(earliest, [false]);
    expect([all, await suggest(una)].map((names) => (names as string[]).includes(username))).toEqual([true, false]);
    await sql(earliest, [true]);
    for (const who of [ulf, uma]) await who.post('/v1/user/findable', { findable: true });
  });

  it('are the familiar first while nothing is typed, then the first who came', async () => {
    const pam = await community.member('pam');
    const first = (await sql(
      `select username from member where status = 1 and deleted_at is null order by id limit 6`,
    )) as { username: string }[];
    const earliest = first.map(({ username }) => username);
    expect(await suggest(pam)).toEqual(earliest);
    const [quin, rae] = [await community.member('quin'), await community.member('rae')];
    await relate(pam, 'friend', quin);
    for (const kind of ['follow', 'friend']) await relate(pam, kind, rae);
    for (const k of [undefined, '', '  ']) {
      expect(await suggest(pam, k)).toEqual(['quin', 'rae', ...earliest.slice(0, 4)]);
    }
  });

  it('are told to members', async () => {
    await expect(suggest(community.guest, 'a')).rejects.toMatchObject({ status: 401, code: 10005 });
  });

  it('are found by the index', async () => {
    await sql(`insert into member (username, nickname) select 'crowd' || n, 'x' from generate_series(1, 20000) as n`);
    await sql('analyze member');
    const plan = await sql(
      `explain select username from member m where lower(m.username) ^@ lower($1) order by lower(m.username) limit 6`,
      ['crowd77'],
    );
    expect(JSON.stringify(plan)).toMatch(/member_username_key.*Index Cond: \(\(lower\(username\) >= 'crowd77'/);
  });
});

describe('what other rooms ask of members', () => {
  const members = () => community.app.get(MembersService);
  const row = async ({ id }: Person) =>
    (await sql('select post_count, last_posted_at, avatar, revision from member where id = $1', [id]))[0]!;

  it('is to note what they post, each time once', async () => {
    const sam = await community.member('sam');
    const before = await row(sam);
    expect(before).toMatchObject({ post_count: 0, last_posted_at: null });
    await inside(() => members().notePosted(sam.id, { isPrivate: true }));
    expect(await row(sam)).toMatchObject({ post_count: 1, last_posted_at: null });
    await inside(() => members().notePosted(sam.id, { isPrivate: false }));
    const posted = await row(sam);
    expect(posted).toMatchObject({ post_count: 2, last_posted_at: expect.any(Date) });
    await inside(() => members().noteDeleted(sam.id));
    expect(await row(sam)).toMatchObject({ post_count: 1, last_posted_at: posted['last_posted_at'] });
    await Promise.all(
      Array.from({ length: 20 }, () => inside(() => members().notePosted(sam.id, { isPrivate: false }))),
    );
    expect(await row(sam)).toMatchObject({ post_count: 21, revision: Number(before['revision']) + 23 });
  });

  it('is to tell what they say of themselves, where they do', async () => {
    const uma = await community.member('uma');
    const told = async () => [
      await community.guest.get('/v1/user/profile?username=uma'),
      await uma.get('/v1/user/info'),
    ];
    for (const view of await told())
      for (const field of ['bio', 'link', 'cover']) expect(view).not.toHaveProperty(field);
    const words = { nickname: 'Uma', bio: 'Herons.\n<b>', link: 'example.org/uma', isFindable: true };
    await inside(() => members().describe({ id: uma.id } as Member, words));
    for (const view of await told())
      expect(view).toMatchObject({ bio: 'Herons.\n<b>', link: 'https://example.org/uma' });
  });

  it('is to find them, and to set their picture', async () => {
    const tom = await community.member('tom');
    expect(await inside(() => members().getById(tom.id))).toMatchObject({ id: tom.id, username: 'tom', avatar: '' });
    for (let again = 0; again < 2; again += 1) {
      await inside(() => members().setPicture(tom.id, 'avatar', 'public/avatar/x.png'));
      expect(await row(tom)).toMatchObject({ avatar: 'public/avatar/x.png', revision: 2 });
    }
    await change(tom, 'deleted_at = now()');
    await expect(inside(() => members().getById(tom.id))).rejects.toMatchObject({ code: 'member.not-found' });
  });
});
