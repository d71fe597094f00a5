import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

const community = useCommunity();
const sql = async (text: string, values: unknown[] = []) => {
  const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
  return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(text, values));
};
const follow = (from: Person, to: Person) => from.post('/v1/user/follow', { user_id: to.id });
const befriend = async (from: Person, to: Person) => {
  await from.post('/v1/friend/requesting', { user_id: to.id, greetings: 'x' });
  await to.post('/v1/friend/add', { user_id: from.id });
};
const rename = (who: Person, nickname: string) => who.post('/v1/user/nickname', { nickname });
const remove = (who: Person) => sql('update member set deleted_at = now() where id = $1', [who.id]);
const names = ({ list }: Data) => (list as Data[]).map(({ username }) => username);
const total = ({ pager }: Data) => (pager as Data)['total_rows'];

/** Members of names that no other test has. */
const crowd = (...usernames: string[]) => Promise.all(usernames.map((username) => community.member(username)));

describe('whom a member follows', () => {
  const follows = (viewer: Person, username: string, query = '') =>
    viewer.get(`/v1/user/follows?username=${username}${query}`);

  it('are listed by nickname to everybody, as the viewer stands to them', async () => {
    const [ada, bob, cleo, dan] = (await crowd('ada', 'bob', 'cleo', 'dan')) as [Person, Person, Person, Person];
    await Promise.all([follow(ada, bob), follow(ada, cleo), follow(ada, dan), follow(dan, cleo)]);
    await Promise.all([rename(dan, 'aa'), rename(bob, 'zz')]);
    expect(await follows(community.guest, 'ada')).toEqual({
      list: [
        [dan, 'aa'],
        [cleo, 'cleo'],
        [bob, 'zz'],
      ].map(([who, nickname]) => ({
        user_id: (who as Person).id,
        username: (who as Person).username,
        nickname,
        avatar: `http://${community.host}:3000/avatars/${(who as Person).id}.svg`,
        is_following: false,
        created_on: expect.any(Number) as number,
      })),
      pager: { page: 1, page_size: 10, total_rows: 3 },
    });
    expect(await follows(dan, 'ADA')).toMatchObject({
      list: [{ is_following: false }, { is_following: true }, { is_following: false }],
    });
    expect(await follows(ada, 'ada')).toMatchObject({ list: Array(3).fill({ is_following: true }) as object[] });
  });

  it('are each on one page, and counted right on all', async () => {
    const people = await crowd('eve', 'fay', 'gus', 'hal', 'ivy', 'jon');
    const [eve, ...others] = people as [Person, ...Person[]];
    for (const other of others) await follow(eve, other);
    await Promise.all(others.map((other) => rename(other, 'same')));
    const pages = await Promise.all([1, 2, 3, 4].map((page) => follows(eve, 'eve', `&page_size=2&page=${page}`)));
    expect(pages.flatMap(names)).toEqual(others.toSorted((a, b) => a.id - b.id).map(({ username }) => username));
    expect(pages.map(total)).toEqual([5, 5, 5, 5]);
    expect(pages.at(-1)).toMatchObject({ list: [], pager: { page: 4, page_size: 2 } });
  });

  it('are without those who are gone', async () => {
    const [kim, lee, max] = (await crowd('kim', 'lee', 'max')) as [Person, Person, Person];
    await Promise.all([follow(kim, lee), follow(kim, max)]);
    await remove(lee);
    for (const query of ['', '&page_size=1', '&page=9']) expect(total(await follows(kim, 'kim', query))).toBe(1);
    expect(names(await follows(kim, 'kim'))).toEqual(['max']);
    await expect(follows(kim, 'lee')).rejects.toMatchObject({ status: 404, code: 20021 });
  });
});

describe('who follows a member', () => {
  const followers = (viewer: Person, username: string, query = '') =>
    viewer.get(`/v1/user/followings?username=${username}${query}`);

  it('are listed the newest first', async () => {
    const [ned, oda, pia, ray] = (await crowd('ned', 'oda', 'pia', 'ray')) as [Person, Person, Person, Person];
    for (const person of [pia, oda, ray]) await follow(person, ned);
    await follow(ned, oda);
    const list = await followers(ned, 'ned');
    expect(names(list)).toEqual(['ray', 'oda', 'pia']);
    expect(list).toMatchObject({ list: [{ is_following: false }, { is_following: true }, { is_following: false }] });
    expect(names(await followers(community.guest, 'ned', '&page_size=2&page=2'))).toEqual(['pia']);
    await remove(oda);
    expect(names(await followers(community.guest, 'ned'))).toEqual(['ray', 'pia']);
    expect(total(await followers(community.guest, 'ned', '&page_size=1'))).toBe(2);
    expect(await followers(community.guest, 'ray')).toEqual({
      list: [],
      pager: { page: 1, page_size: 10, total_rows: 0 },
    });
  });
});

describe.each(['follows', 'followings'])('the list of %s', (list) => {
  it.each(['', '?username=', '?username=%20', '?username=a&username=b', '?username=%00'])(
    'needs one name, unlike %p',
    async (query) => {
      const asked = community.guest.get(`/v1/user/${list}${query}`);
      await expect(asked).rejects.toMatchObject({ status: 400, code: 10001 });
    },
  );

  it.each(['nobody', '%25', 'x%27%20or%20true--', 'x'.repeat(5000)])('is nobody’s of the name %p', async (name) => {
    const asked = community.guest.get(`/v1/user/${list}?username=${name}`);
    await expect(asked).rejects.toMatchObject({ status: 404, code: 20021 });
  });

  it.each(['page=0', 'page=-1', 'page=x', 'page=1e9', 'page=99999999999999', 'page_size=0', 'page_size=100000'])(
    'takes %p for what it can be',
    async (query) => {
      await community.member('sue');
      expect(await community.guest.get(`/v1/user/${list}?username=sue&${query}`)).toMatchObject({ list: [] });
    },
  );
});

describe('the friends of a member', () => {
  it('are listed to them by nickname, without a phone number', async () => {
    const people = await crowd('tom', 'uma', 'val', 'wes');
    const [tom, uma, val, wes] = people as [Person, Person, Person, Person];
    await Promise.all([befriend(uma, tom), befriend(tom, val)]);
    await tom.post('/v1/friend/requesting', { user_id: wes.id, greetings: 'x' });
    await Promise.all([follow(tom, val), rename(uma, 'zz')]);
    await sql(`update member set phone = '1381234' || lpad(id::text, 4, '0')`);
    const contacts = (who: Person, query = '') => who.get(`/v1/user/contacts${query}`);
    expect(await contacts(tom)).toEqual({
      list: [
        { username: 'val', nickname: 'val', user_id: val.id, is_following: true },
        { username: 'uma', nickname: 'zz', user_id: uma.id, is_following: false },
      ].map((contact) => ({
        ...contact,
        avatar: expect.stringContaining('/avatars/') as string,
        created_on: expect.any(Number) as number,
      })),
      pager: { page: 1, page_size: 10, total_rows: 2 },
    });
    expect(names(await contacts(uma))).toEqual(['tom']);
    expect(await contacts(wes, '?page=2')).toMatchObject({ list: [], pager: { page: 2, total_rows: 0 } });
    await remove(uma);
    expect(await contacts(tom, '?page_size=1')).toMatchObject({
      list: [{ username: 'val' }],
      pager: { total_rows: 1 },
    });
    await expect(contacts(community.guest)).rejects.toMatchObject({ status: 401, code: 10005 });
  });
});
