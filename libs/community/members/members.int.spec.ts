import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { mediaPass } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { useCommunity } from '../../../test/support/use-community.js';
import { avatarUrl, memberCard, memberCardJson, memberCardSql, MembersService, nobody } from './index.js';

describe('a member', () => {
  const community = useCommunity();
  const inside = async <T>(work: (db: TenantDatabase, members: MembersService) => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => work(community.app.get(TenantDatabase), community.app.get(MembersService)));
  };
  const change = (username: string, set: string) =>
    inside((db) => db.query(`update member set ${set}, revision = revision + 1 where username = $1`, [username]));
  const site = () => `http://${community.host}:3000`;

  it('sees the own account, as the wire has it', async () => {
    const ada = await community.member('Ada');
    expect(await ada.get('/v1/user/info')).toStrictEqual({
      id: ada.id,
      nickname: 'Ada',
      username: 'Ada',
      status: 1,
      avatar: `${site()}/avatars/${ada.id}.svg`,
      balance: 0,
      phone: '',
      is_admin: false,
      created_on: expect.any(Number),
      follows: 0,
      followings: 0,
      tweets_count: 0,
    });
    await change(
      'Ada',
      `is_admin = true, balance = 12345678901, phone = '13812348000', avatar = 'public/avatar/a.png'`,
    );
    for (const isPrivate of [false, true, true])
      await inside((_, members) => members.notePosted(ada.id, { isPrivate }));
    await inside((_, members) => members.noteDeleted(ada.id));
    const { created_on, ...info } = await ada.get('/v1/user/info');
    expect(Math.abs(Number(created_on) - Date.now() / 1000)).toBeLessThan(60);
    expect(info).toMatchObject({
      is_admin: true,
      balance: 12345678901,
      phone: '138****8000',
      avatar: `${site()}/media/public/avatar/a.png`,
    });
    expect(info).toMatchObject({ tweets_count: 2 });
  });

  it.each([
    ['+4915112345678', '****78'],
    ['12345', '****'],
    ['0', '****'],
  ])('sees that the phone %p is bound', async (phone, masked) => {
    const bob = await community.member('bob');
    await change('bob', `phone = '${phone}'`);
    expect(await bob.get('/v1/user/info')).toMatchObject({ phone: masked });
  });

  it('is handed a pass for pictures where only members may see them', async () => {
    const ada = await community.member('Ada');
    const cookie = async () => (await ada.request('GET', '/v1/user/info')).headers['set-cookie'];
    const membersOnly = (value: boolean) =>
      inside((db) =>
        db.transaction(async () => {
          await db.query(
            `insert into setting (key, value) values ('app.members_only', $1)
             on conflict (key) do update set value = excluded.value`,
            [String(value)],
          );
          community.app.get(CommunitySettings).forget();
        }),
      );
    expect(await cookie()).toBeUndefined();
    await membersOnly(true);
    expect(await cookie()).toBe(mediaPass(ada.token!, { secure: false }));
    await expect(community.guest.get('/v1/user/profile?username=Ada')).rejects.toMatchObject({
      error: 'community.members-only',
    });
    expect(await ada.get('/v1/user/profile?username=Ada')).toMatchObject({ id: ada.id });
    await membersOnly(false);
    expect(await cookie()).toBeUndefined();
  });

  it('is nobody to a guest', async () => {
    await expect(community.guest.get('/v1/user/info')).rejects.toMatchObject({ status: 401, code: 10005 });
  });

  it('is found by name, in capitals or not, until deleted', async () => {
    const [cleo, dan] = [await community.member('Cleo'), await community.member('dan')];
    await community.member('gone');
    await change('gone', 'deleted_at = now()');
    await inside(async (_, members) => {
      expect(await members.getByUsername('cLEO')).toMatchObject({ id: cleo.id, username: 'Cleo', postCount: 0 });
      await expect(members.getByUsername('gone')).rejects.toMatchObject({ code: 'member.not-found' });
      await expect(members.getByUsername("x' or true --")).rejects.toMatchObject({ code: 'member.not-found' });
      const names = ['DAN', 'cleo', 'dan', 'gone', 'unknown', '', '%'];
      expect(await members.findIdsByUsernames(names)).toEqual([cleo.id, dan.id]);
      expect(await members.findIdsByUsernames([])).toEqual([]);
    });
  });

  it('is shown on a card, relative to the viewer', async () => {
    const [eve, fay] = [await community.member('eve'), await community.member('fay')];
    await eve.post('/v1/user/follow', { user_id: fay.id });
    const card = async (viewer: string | null, values: unknown[], friend = true) => {
      const columns = memberCardSql({ member: 'm', viewer, prefix: 'sender', friend });
      const sql = `select ${columns} from (values (1)) one left join member m on m.id = $1`;
      const [row] = await inside((db) => db.query(sql, values));
      return memberCard(row!, site(), 'sender');
    };
    const base = {
      id: fay.id,
      nickname: 'fay',
      username: 'fay',
      status: 1,
      avatar: avatarUrl(site(), { id: fay.id, avatar: '' }),
      is_admin: false,
    };
    expect(await card('$2::bigint', [fay.id, eve.id])).toStrictEqual({ ...base, is_friend: false, is_following: true });
    expect(await card('$2::bigint', [fay.id, null])).toStrictEqual({ ...base, is_friend: false, is_following: false });
    expect(await card(null, [fay.id])).toStrictEqual({ ...base, is_friend: false, is_following: false });
    await inside((db) =>
      db.query(`insert into relation (member_id, other_id, kind) values ($1, $2, 'friend'), ($2, $1, 'friend')`, [
        eve.id,
        fay.id,
      ]),
    );
    expect(await card('$2::bigint', [fay.id, eve.id])).toMatchObject({ is_friend: true });
    expect(await card('$2::bigint', [fay.id, eve.id], false)).toMatchObject({ is_friend: false });
    expect(await card('$2::bigint', [999_999, eve.id])).toBe(nobody);
    expect(JSON.parse(memberCardJson(nobody))).toStrictEqual({ ...nobody });
  });
});

describe('a picture of ours', () => {
  it('goes round for many members, and gives way to their own', () => {
    expect([1, 50, 51].map((id) => avatarUrl('https://a.test', { id, avatar: '' }))).toEqual([
      'https://a.test/avatars/1.svg',
      'https://a.test/avatars/50.svg',
      'https://a.test/avatars/1.svg',
    ]);
    expect(avatarUrl('https://a.test', { id: 1, avatar: 'a/x.png' })).toBe('https://a.test/media/a/x.png');
  });
});
