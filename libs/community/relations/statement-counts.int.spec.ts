import pg from 'pg';
import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { CommunitySettings } from '#community/site';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';

const textOf = (statement: string | { text?: string }): string =>
  typeof statement === 'string' ? statement : (statement.text ?? '');

/** Statements of a route, without the opening of its unit, COMMIT, the token's, which is remembered, and a new connection's. */
describe('the statements that a route about members takes', () => {
  const community = useCommunity();
  let ada: Person;
  let others: Person[];

  const during = async (work: () => Promise<unknown>): Promise<number> => {
    const query = jest.spyOn(pg.Client.prototype, 'query');
    await work();
    const sent = (query.mock.calls as unknown[][]).map(([first]) => textOf(first as string | { text?: string }));
    query.mockRestore();
    const own = (text: string) =>
      !/^(BEGIN;|COMMIT|ROLLBACK)|jobs\.|platform\.|cluster\.|pg_notify|left join session|current_setting|from setting|^select 1$/.test(
        text,
      );
    return sent.filter(own).length;
  };

  beforeAll(async () => {
    ada = await community.member('ada');
    others = await Promise.all(Array.from({ length: 15 }, (_, index) => community.member(`other${index}`)));
    for (const { id } of others.slice(1)) await ada.post('/v1/user/follow', { user_id: id });
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    await tenantScope.run(tenant!, async () => {
      const db = community.app.get(TenantDatabase);
      await db.transaction(async () => {
        await db.query(`insert into setting (key, value) values ('web_profile.enable_trends_bar', 'true')`);
        community.app.get(CommunitySettings).forget();
      });
    });
  });

  it.each([
    '/v1/user/info',
    '/v1/user/profile?username=other1',
    '/v1/suggest/users?k=o',
    '/v1/suggest/users',
    '/v1/user/contacts',
    '/v1/user/blocks',
    '/v1/user/mutes',
    '/v1/trends/index',
  ])('is one for %s', async (url) => {
    expect(await during(() => ada.get(url))).toBe(1);
  });

  it.each([
    '/v1/user/follows?username=ada',
    '/v1/user/follows?username=ada&page=2&page_size=3',
    '/v1/user/follows?username=ada&page=9',
    '/v1/user/followings?username=other1',
  ])('is two for %s: one finds the member', async (url) => {
    expect(await during(() => community.guest.get(url))).toBe(2);
  });

  it('is one to rename, and three to change what two are to each other', async () => {
    const [other] = others as [Person];
    expect(await during(() => ada.post('/v1/user/nickname', { nickname: 'Ada B' }))).toBe(1);
    const act = (url: string, from = ada, to = other) =>
      during(() => from.post(url, { user_id: to.id, ...(url.endsWith('requesting') && { greetings: 'x' }) }));
    expect(await act('/v1/user/follow')).toBe(3);
    expect(await act('/v1/user/follow')).toBe(2);
    expect(await act('/v1/user/unfollow')).toBe(3);
    expect(await act('/v1/friend/requesting')).toBe(3);
    expect(await act('/v1/friend/add', other, ada)).toBe(3);
    expect(await act('/v1/friend/delete')).toBe(3);
    expect(await act('/v1/friend/requesting')).toBe(3);
    expect(await act('/v1/friend/reject', other, ada)).toBe(3);
    expect(await act('/v1/friend/withdraw')).toBe(2);
    expect(await act('/v1/user/mute')).toBe(3);
    expect(await act('/v1/user/unmute')).toBe(3);
    expect(await act('/v1/user/block')).toBe(4);
    expect(await act('/v1/user/unblock')).toBe(3);
  });
});
