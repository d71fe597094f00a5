import { TenantDatabase } from '#kernel/database';
import { scope, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { Person } from '../../../test/support/person.js';
import { bootApi, useCommunity } from '../../../test/support/use-community.js';
import { type Member, MemberAuthentication, PresenceService } from './index.js';

describe('who is online', () => {
  const community = useCommunity();
  const inside = async <T>(work: () => Promise<T>, of = community): Promise<T> => {
    const tenant = await of.app.get(TenantDirectory).findByHost(of.host);
    return tenantScope.run(tenant!, work);
  };
  const db = () => community.app.get(TenantDatabase);
  const sql = (text: string, values: unknown[] = []) => inside(() => db().query(text, values));
  const read = () => inside(() => community.app.get(PresenceService).read());
  const acting = ({ token }: Person) =>
    inside(() => community.app.get(MemberAuthentication).authenticate(`Bearer ${token}`)) as Promise<Member>;
  const away = (minutes: number) =>
    sql(`update session set last_seen_at = now() - make_interval(mins => $1)`, [minutes]);
  /** As long as it takes until something has been noted, which nobody waits for. */
  const until = async (holds: () => Promise<boolean>) => {
    const begun = Date.now();
    while (!(await holds()) && Date.now() - begun < 5_000);
    return holds();
  };

  it('counts members, not their sessions, and keeps the most there were', async () => {
    expect(await read()).toEqual({ now: 0, most: 0 });
    const ada = await community.member('ada');
    await new Person(community.app, community.host).login('ada', ada.password);
    expect(await read()).toEqual({ now: 1, most: 1 });
    await Promise.all(['bob', 'cleo'].map((name) => community.member(name)));
    expect(await read()).toEqual({ now: 3, most: 3 });
    await away(6);
    expect(await read()).toEqual({ now: 0, most: 3 });
  });

  it('does not count who has signed out', async () => {
    const dan = await community.member('dan');
    expect(await read()).toMatchObject({ now: 1 });
    await dan.post('/v1/auth/logout');
    expect(await read()).toMatchObject({ now: 0 });
  });

  it('hears of a member again, also in the middle of a unit of work that fails', async () => {
    const bob = await acting(await community.member('bob'));
    await away(6);
    const failed = inside(() =>
      db().transaction(async () => {
        community.app.get(PresenceService).seen(bob);
        expect(scope.current().unit).toBeDefined();
        throw new Error('undone');
      }),
    );
    await expect(failed).rejects.toThrow('undone');
    expect(await until(async () => (await read()).now === 1)).toBe(true);
  });

  it('notes a session once a minute only', async () => {
    const cleo = await acting(await community.member('cleo'));
    const { app } = community;
    await away(6);
    await inside(async () => app.get(PresenceService).seen(cleo));
    expect(await until(async () => (await read()).now === 1)).toBe(true);
    await away(6);
    const eve = await acting(await community.member('eve'));
    await sql(`update session set last_seen_at = now() - interval '6 minutes' where id = $1`, [eve.sessionId]);
    await inside(async () => {
      app.get(PresenceService).seen(cleo);
      app.get(PresenceService).seen(eve);
    });
    expect(await until(async () => (await read()).now === 1)).toBe(true); // eve, who was asked for later
  });

  it('is written to the end when the process stops, and not after', async () => {
    const other = await bootApi();
    const presence = other.app.get(PresenceService);
    const [fay, gil] = [await community.member('fay'), await community.member('gil')];
    const [first, second] = [await acting(fay), await acting(gil)];
    await away(6);
    await inside(async () => presence.seen(first));
    await other.app.close();
    await inside(async () => presence.seen(second));
    expect(await read()).toMatchObject({ now: 1 });
  });

  it('is asked of each community by itself', async () => {
    const neighbour = await community.neighbour();
    await away(0);
    expect((await read()).now).toBeGreaterThan(0);
    expect(await inside(() => community.app.get(PresenceService).read(), neighbour)).toEqual({ now: 0, most: 0 });
  });
});
