import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { MembersService } from '#community/members';
import { CommunitySettings } from '#community/site';
import type { Data, Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

describe('the trends bar', () => {
  const community = useCommunity();
  const inside = async <T>(work: (db: TenantDatabase) => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => work(community.app.get(TenantDatabase)));
  };
  const sql = (text: string, values: unknown[] = []) => inside((db) => db.query(text, values));
  const show = (value: boolean) =>
    inside((db) =>
      db.transaction(async () => {
        await db.query(
          `insert into setting (key, value) values ('web_profile.enable_trends_bar', $1)
           on conflict (key) do update set value = excluded.value`,
          [String(value)],
        );
        community.app.get(CommunitySettings).forget();
      }),
    );
  const trends = (who: Person, query = '') => who.get(`/v1/trends/index${query}`);
  const names = ({ list }: Data) => (list as Data[]).map(({ username }) => username);
  const follow = (from: Person, to: Person) => from.post('/v1/user/follow', { user_id: to.id });
  const befriend = async (from: Person, to: Person) => {
    await from.post('/v1/friend/requesting', { user_id: to.id, greetings: 'x' });
    await to.post('/v1/friend/add', { user_id: from.id });
  };
  /** As posts tell it. */
  const posted = async (who: Person, hoursAgo: number, isPrivate = false) => {
    await inside(() => community.app.get(MembersService).notePosted(who.id, { isPrivate }));
    if (!isPrivate)
      await sql('update member set last_posted_at = now() - make_interval(hours => $2) where id = $1', [
        who.id,
        hoursAgo,
      ]);
  };
  const crowd = (...usernames: string[]) => Promise.all(usernames.map((username) => community.member(username)));

  beforeAll(() => show(true));

  it('shows friends, then followed ones, who posted last first, and nobody twice', async () => {
    const people = await crowd('ada', 'bob', 'cleo', 'dan', 'eve', 'fay', 'gus');
    const [ada, bob, cleo, dan, eve, fay, gus] = people as [Person, Person, Person, Person, Person, Person, Person];
    expect(await trends(ada)).toEqual({ list: [], pager: { page: 1, page_size: 10, total_rows: 0 } });
    await Promise.all([befriend(ada, bob), befriend(cleo, ada)]);
    for (const followed of [bob, dan, eve, fay]) await follow(ada, followed);
    await Promise.all([posted(bob, 30), posted(cleo, 2), posted(dan, 48), posted(eve, 1), posted(gus, 0)]);
    await posted(fay, 0, true);
    const shown = (username: string, is_fresh: boolean) => ({
      username,
      nickname: username,
      avatar: expect.stringContaining('/avatars/') as string,
      is_fresh,
    });
    expect(await trends(ada, '?page_size=50')).toEqual({
      list: [shown('cleo', true), shown('bob', false), shown('eve', true), shown('dan', false)],
      pager: { page: 1, page_size: 50, total_rows: 4 },
    });
    expect(await trends(ada, '?page=2&page_size=3')).toMatchObject({
      list: [{ username: 'dan' }],
      pager: { total_rows: 4 },
    });
    expect(await trends(ada, '?page=3&page_size=3')).toMatchObject({ list: [], pager: { total_rows: 4 } });
    expect(names(await trends(dan))).toEqual([]);
  });

  it('leaves out who is muted, blocked, banned, gone, or has nothing left', async () => {
    const people = await crowd('hal', 'ivy', 'jon', 'kim', 'lee', 'max', 'ned');
    const [hal, ...others] = people as [Person, ...Person[]];
    const [ivy, jon, kim, lee, max, ned] = others as [Person, Person, Person, Person, Person, Person];
    await Promise.all(others.map((other) => Promise.all([follow(hal, other), posted(other, 1)])));
    expect(names(await trends(hal))).toHaveLength(6);
    await Promise.all([
      hal.post('/v1/user/mute', { user_id: ivy.id }),
      hal.post('/v1/user/block', { user_id: jon.id }),
      sql('update member set status = 2 where id = $1', [kim.id]),
      sql('update member set deleted_at = now() where id = $1', [lee.id]),
      inside(() => community.app.get(MembersService).noteDeleted(max.id)),
    ]);
    expect(await trends(hal)).toMatchObject({ list: [{ username: 'ned' }], pager: { total_rows: 1 } });
    await ned.post('/v1/user/block', { user_id: hal.id });
    expect(await trends(hal)).toMatchObject({ list: [], pager: { total_rows: 0 } });
  });

  it('is for members of a community that has it', async () => {
    await expect(trends(community.guest)).rejects.toMatchObject({ status: 401, code: 10005 });
    await show(false);
    await expect(trends(await community.member('ada'))).rejects.toMatchObject({ status: 403, code: 110001 });
    await show(true);
  });
});
