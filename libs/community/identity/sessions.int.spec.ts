import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import type { Member } from './member.js';
import { SessionsService } from './sessions.service.js';

describe('the sessions of a member', () => {
  const community = useCommunity();
  const sql = async (text: string, values: unknown[] = []) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(text, values));
  };
  const again = ({ username, password }: Person) => new Person(community.app, community.host).login(username, password);
  const list = async (person: Person) => (await person.get('/v1/user/sessions'))['list'] as { id: number }[];
  const own = async (person: Person) =>
    ((await list(person)) as { id: number; current: number }[]).find(({ current }) => current === 1)!.id;
  const end = (person: Person, id: unknown) => person.post('/v1/user/session/revoke', { id });
  const ended = { status: 401, code: 10006 };

  it('are listed, the latest used first', async () => {
    const ada = await community.member('ada');
    const second = await again(ada);
    await sql(`update session set last_seen_at = now() - interval '1 hour' where id = $1`, [await own(ada)]);
    const sessions = await list(ada);
    expect(sessions).toEqual([
      {
        id: expect.any(Number),
        current: 0,
        ip: '127.0.0.1',
        user_agent: expect.any(String),
        created_on: expect.any(Number),
        last_seen_on: expect.any(Number),
        expires_on: expect.any(Number),
      },
      expect.objectContaining({ current: 1 }),
    ]);
    const [first] = sessions as unknown as { created_on: number; expires_on: number; last_seen_on: number }[];
    expect(first!.expires_on - first!.created_on).toBe(24 * 3600);
    expect(first!.last_seen_on).toBe(first!.created_on);
    expect((await list(second)).map(({ id }) => id)).toEqual(sessions.map(({ id }) => id));
  });

  it('end one by one, by whichever of them', async () => {
    const bob = await community.member('bob');
    const [second, third] = [await again(bob), await again(bob)];
    expect(await end(bob, await own(second))).toEqual({});
    await expect(second.get('/v1/user/info')).rejects.toMatchObject(ended);
    expect(await list(bob)).toHaveLength(2);
    expect(await third.get('/v1/user/info')).toMatchObject({ username: 'bob' });
    await end(third, await own(third));
    await expect(third.get('/v1/user/sessions')).rejects.toMatchObject(ended);
  });

  it('can be ended twice', async () => {
    const cleo = await community.member('cleo');
    const id = await own(await again(cleo));
    await end(cleo, id);
    expect(await end(cleo, id)).toEqual({});
    expect(await list(cleo)).toHaveLength(1);
  });

  it('are nobody else’s to see or to end', async () => {
    const [dan, eve] = [await community.member('dan'), await community.member('eve')];
    const id = await own(dan);
    await expect(end(eve, id)).rejects.toMatchObject({ status: 404, code: 101002, error: 'session.not-found' });
    expect((await list(eve)).map((session) => session.id)).not.toContain(id);
    expect(await dan.get('/v1/user/info')).toMatchObject({ username: 'dan' });
    await expect(community.guest.get('/v1/user/sessions')).rejects.toMatchObject({ code: 10005 });
    await expect(community.guest.post('/v1/user/session/revoke', { id })).rejects.toMatchObject({ code: 10005 });
  });

  it.each([0, -1, 1.5, '1', null, undefined, [1], 2 ** 53])('have no %p', async (id) => {
    const dan = await community.member('dan');
    await expect(end(dan, id)).rejects.toMatchObject({ status: 400, code: 10001 });
  });

  it('know none of a number that no session has', async () => {
    const dan = await community.member('dan');
    await expect(end(dan, Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({ code: 101002 });
  });

  it('end by signing out, also for who is banned', async () => {
    const fay = await community.member('fay');
    const other = await again(fay);
    await sql('update member set status = 2 where id = $1', [fay.id]);
    expect(await fay.post('/v1/auth/logout')).toEqual({});
    await expect(fay.get('/v1/user/info')).rejects.toMatchObject(ended);
    await expect(fay.post('/v1/auth/logout')).rejects.toMatchObject(ended);
    expect(await other.get('/v1/user/info')).toMatchObject({ username: 'fay' });
    await expect(community.guest.post('/v1/auth/logout')).rejects.toMatchObject({ status: 401, code: 10005 });
  });

  it('are not listed once they are over, and go with a later login', async () => {
    const gil = await community.member('gil');
    await sql(`update session set expires_at = now() - interval '2 hours' where member_id = $1`, [gil.id]);
    const later = await again(gil);
    expect(await list(later)).toHaveLength(1);
    expect(await sql('select from session where member_id = $1', [gil.id])).toHaveLength(1);
  });

  it('end all at once, but the one that is kept', async () => {
    const [hal, ivy] = [await community.member('hal'), await community.member('ivy')];
    const [second, third] = [await again(hal), await again(hal)];
    const member = { id: hal.id, sessionId: await own(second) } as Member;
    const inside = async (work: (sessions: SessionsService) => Promise<void>) => {
      const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
      await tenantScope.run(tenant!, () => work(community.app.get(SessionsService)));
    };
    await inside((sessions) => sessions.endOthers(member));
    for (const gone of [hal, third]) await expect(gone.get('/v1/user/info')).rejects.toMatchObject(ended);
    expect(await list(second)).toHaveLength(1);
    await inside((sessions) => sessions.endAll(member));
    await expect(second.get('/v1/user/info')).rejects.toMatchObject(ended);
    expect(await ivy.get('/v1/user/info')).toMatchObject({ username: 'ivy' });
  });
});
