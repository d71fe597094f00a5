import { PlatformDatabase } from '#kernel/database';
import type { Person } from '../support/person.js';
import { bootApi, communityOf, type TestCommunity, useCommunity } from '../support/use-community.js';
import { type OperatorPerson, platformOf, type TestPlatform } from '../support/use-platform.js';
import { Visitor } from '../support/visitor.js';

const reason = 'You wrote that members cannot sign up.';

describe('support that looks at a community', () => {
  const community = useCommunity();
  let platform: TestPlatform;
  let elsewhere: TestCommunity;
  let grace: OperatorPerson;
  let keeper: Person;
  let desk: Visitor;

  beforeAll(async () => {
    platform = await platformOf(community.api);
    const api = await bootApi();
    elsewhere = communityOf(api, community.tenant);
    grace = await platform.operator('support');
    keeper = await community.owner();
    desk = new Visitor(community.app, community.host);
    await desk.signIn(keeper.username, keeper.password);
  });
  afterAll(async () => elsewhere?.app.close());
  beforeEach(async () => {
    for (const { id, state } of (await grace.get(path())).body.items)
      if (state !== 'closed') await grace.delete(`${path()}/${id}`);
  });

  const path = (tenant = community.tenant.id) => `/tenants/${tenant}/support`;
  const asks = async (minutes = 30) => (await grace.post(path(), { reason, minutes })).body;
  const linkOf = async (id: number, who = grace) => who.post(`${path()}/${id}/link`);
  /** Path of the link. */
  const wayIn = async (id: number) => {
    const { body } = await linkOf(id);
    expect(body['url']).toMatch(new RegExp(`^http://${community.host}:3000/support/enter/[\\w-]{43}$`));
    return new URL(body['url'] as string).pathname;
  };
  const grants = async () => {
    await desk.open('/manage/support');
    return desk.submit('Agree');
  };
  const visitor = (at: TestCommunity = community) => new Visitor(at.app, at.host);
  const enters = async (id: number) => {
    const looker = visitor();
    await looker.open(await wayIn(id));
    await looker.submit('Come in');
    return looker;
  };
  const sql = (text: string, values: unknown[] = []) => platform.app.get(PlatformDatabase).query(text, values);
  const noted = async () =>
    (await platform.admin.get(`/audit?tenant=${community.tenant.id}&q=support&limit=100`)).body.items
      .toReversed()
      .map(({ actor, operator, action }) => [actor, operator, action]);
  const banners = (who: Visitor) => who.texts('[data-banner^="support"]');
  /** Until the banner of this page is, or is no longer, there in the other process. */
  const until = async (there: boolean) => {
    const other = visitor(elsewhere);
    await other.signIn(keeper.username, keeper.password);
    const since = Date.now();
    for (;;) {
      await other.open('/');
      if (banners(other).length > 0 === there) return Date.now() - since;
      if (Date.now() - since > 5_000) throw new Error('It takes too long.');
    }
  };

  /** What the administrator is told, at most two seconds later. */
  const says = async (what: RegExp) => {
    const from = Date.now();
    do await desk.open('/');
    while (!what.test(banners(desk).join()) && Date.now() - from < 2_000);
    expect(banners(desk).join()).toMatch(what);
  };

  it('asks with a reason and for a time, and until somebody consents nothing is open', async () => {
    const before = (await noted()).length;
    const asked = await grace.post(path(), { reason: `  ${reason} `, minutes: 45 });
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({
      ...{ tenant_id: community.tenant.id, operator: grace.name, reason, minutes: 45, state: 'asked' },
      ...{ granted_at: null, ends_at: null, entered_at: null, closed_at: null },
    });
    expect((await noted()).slice(before)).toEqual([['operator', grace.name, 'support.ask']]);
    expect((await linkOf(asked.body.id)).body.error).toBe('support.not-granted');
    expect((await grace.post(path(), { reason, minutes: 5 })).body.error).toBe('support.open-already');
    expect((await grace.get(path())).body.items[0]).toEqual(asked.body);
  });

  it.each([
    [{}, 400],
    [{ reason: 'short', minutes: 5 }, 400],
    [{ reason: 'x'.repeat(501), minutes: 5 }, 400],
    [{ reason, minutes: 0 }, 400],
    [{ reason, minutes: 481 }, 400],
    [{ reason, minutes: 1.5 }, 400],
    [{ reason }, 400],
  ])('does not ask by %j', async (body, status) => {
    expect((await grace.post(path(), body)).status).toBe(status);
    expect((await grace.post(path(999_999_999), { reason, minutes: 5 })).status).toBe(404);
    expect((await (await platform.operator('read')).post(path(), { reason, minutes: 5 })).status).toBe(403);
  });

  it('is let in by an administrator, looks at the desk, changes nothing, and is out when that is ended', async () => {
    const before = (await noted()).length;
    const { id } = await asks();
    expect(await until(true)).toBeLessThan(2_000);
    await desk.open('/');
    expect(banners(desk).join()).toMatch(
      /^Support \(support-\w+\) asks to look at this community:.*cannot sign up.*Answer$/,
    );
    await grants();
    expect(desk.page.status).toBe(200);
    await says(/may look until .*cannot sign up.*End it now$/);
    const looker = await enters(id);
    expect(looker.page.path).toBe('/manage');
    expect(banners(looker).join()).toMatch(
      /^You look at this community as support, until .* You can change nothing\. ?Leave$/,
    );
    for (const page of [
      '',
      '/look',
      '/texts',
      '/texts/about',
      '/joining',
      '/members',
      '/people',
      '/topics',
      '/settings',
      '/settings/posts',
      '/support',
    ]) {
      expect([page, (await looker.open(`/manage${page}`)).status]).toEqual([page, 200]);
      expect(looker.texts('.own-menu')).toEqual([]); // nobody is signed in
    }
    await desk.open('/manage/support');
    await desk.submit('End it now');
    expect((await looker.open('/manage')).path).toBe('/sign-in?next=%2Fmanage');
    expect(await until(false)).toBeLessThan(2_000);
    expect((await noted()).slice(before)).toEqual([
      ['operator', grace.name, 'support.ask'],
      ['member', keeper.username, 'support.grant'],
      ['operator', grace.name, 'support.link'],
      ['operator', grace.name, 'support.enter'],
      ['member', keeper.username, 'support.end'],
    ]);
    const [past] = desk.texts('.rows .row');
    expect(past).toMatch(
      new RegExp(`^${grace.name} ?${reason} ?asked .* · ${keeper.username} agreed .* · came in .* · ended by`),
    );
  });

  it('can send no form and acts as nobody, whatever it tries', async () => {
    const { id } = await asks();
    await grants();
    const looker = await enters(id);
    const [before] = await sql('select sum(xmin::text::bigint) as sum from platform.tenant where id = $1', [
      community.tenant.id,
    ]);
    for (const form of ['/manage/joining', '/manage/look']) {
      await looker.open(form);
      expect((await looker.submit('Save')).status).not.toBe(200);
    }
    const cookie = `support=${looker.cookie('support')}`;
    const call = (method: 'GET' | 'POST', url: string) =>
      community.app.inject({ method, url, headers: { host: community.host, cookie } });
    for (const url of ['/v1/admin/site/status', '/v1/user/info', '/v1/user/messages?style=all', '/v1/admin/settings'])
      expect([url, (await call('GET', url)).statusCode]).not.toEqual([url, 200]);
    for (const url of ['/messages', '/whispers', '/compose', '/collections', '/settings'])
      expect([url, (await call('GET', url)).statusCode]).toEqual([url, 303]);
    expect((await call('POST', '/v1/post')).statusCode).toBe(401);
    expect(
      await sql('select sum(xmin::text::bigint) as sum from platform.tenant where id = $1', [community.tenant.id]),
    ).toEqual([before]);
  });

  it('comes in by a link that only the one who asked can make, once, in time, and by asking for it', async () => {
    const { id } = await asks();
    await grants();
    expect((await linkOf(id, await platform.operator('support'))).body.error).toBe('support.not-yours');
    const link = await wayIn(id);
    const first = visitor();
    await first.open(link);
    await first.open(link); // opening it uses nothing up
    await first.submit('Come in');
    expect(first.page.path).toBe('/manage');
    const second = visitor();
    await second.open(link);
    expect([(await second.submit('Come in')).status, second.texts('h2, h1').join()]).toEqual([
      410,
      expect.stringContaining('cannot be used'),
    ]);
    const late = await wayIn(id);
    await sql('update platform.support_access set link_until = now() where id = $1', [id]);
    await second.open(late);
    expect((await second.submit('Come in')).status).toBe(410);
    const again = await enters(id); // elsewhere: who was in before is out
    expect(again.page.path).toBe('/manage');
    expect((await first.open('/manage')).path).toContain('/sign-in');
    await again.open('/manage/support');
    await again.submit('Leave');
    expect((await again.open('/manage')).path).toContain('/sign-in');
  });

  it('ends with its time, with the operator’s account and role, and when the operator says so', async () => {
    const { id } = await asks();
    await grants();
    const looker = await enters(id);
    const isIn = async () => (await looker.open('/manage')).path === '/manage';
    const set = (change: string) => sql(`update platform.operator set ${change} where name = $1`, [grace.name]);
    expect(await isIn()).toBe(true);
    await set('disabled_at = now()');
    expect(await isIn()).toBe(false);
    await set(`disabled_at = null, role = 'read'`);
    expect(await isIn()).toBe(false);
    await set(`role = 'support'`);
    expect(await isIn()).toBe(true);
    await sql('update platform.support_access set ends_at = now() where id = $1', [id]);
    expect(await isIn()).toBe(false);
    expect((await linkOf(id)).body.error).toBe('support.not-granted');
    expect((await grace.get(path())).body.items[0]).toMatchObject({ id, state: 'closed', closed_as: 'lapsed' });
    const next = await asks();
    await grants();
    const other = await enters(next.id);
    expect((await grace.delete(`${path()}/${next.id}`)).body).toMatchObject({ state: 'closed', closed_as: 'ended' });
    expect((await other.open('/manage')).path).toContain('/sign-in');
    expect((await grace.delete(`${path()}/${next.id}`)).body).toMatchObject({
      closed_as: 'ended',
      closed_by: grace.name,
    });
  });

  it('stays out where it is refused, and what was decided is not decided twice', async () => {
    const { id } = await asks();
    const both = new Visitor(community.app, community.host);
    await both.signIn(keeper.username, keeper.password);
    await both.open('/manage/support');
    await desk.open('/manage/support');
    await desk.submit('Refuse');
    expect(desk.texts('.rows .row')[0]).toContain(`refused by ${keeper.username}`);
    expect((await both.submit('Agree')).status).toBe(422);
    expect((await linkOf(id)).body.error).toBe('support.not-granted');
    expect((await grace.get(path())).body.items[0]).toMatchObject({ closed_as: 'refused', closed_by: keeper.username });
  });

  it('counts once when administrators decide at the same time', async () => {
    for (let round = 0; round < 3; round++) {
      const { id } = await asks();
      const two = await Promise.all(
        [0, 1].map(async () => {
          const one = new Visitor(community.app, community.host);
          await one.signIn(keeper.username, keeper.password);
          await one.open('/manage/support');
          return one;
        }),
      );
      await Promise.all(two.map((one, at) => one.submit(at ? 'Refuse' : 'Agree')));
      const { state, ...access } = (await grace.get(path())).body.items[0]!;
      expect(access.id).toBe(id);
      expect((state === 'granted') !== (access['closed_as'] === 'refused')).toBe(true);
      await grace.delete(`${path()}/${id}`);
    }
  });

  it('is the administrators’ to decide: not members’, not guests’', async () => {
    const { id } = await asks();
    const ada = await community.member('ada');
    const reader = visitor();
    await reader.signIn(ada.username, ada.password);
    expect((await reader.open('/manage/support')).status).toBe(403);
    await reader.open('/');
    expect(banners(reader)).toEqual([]);
    const guest = visitor();
    await guest.open('/');
    expect(banners(guest)).toEqual([]);
    expect((await grace.get(path())).body.items[0]).toMatchObject({ id, state: 'asked' });
  });

  it('of one community is worth nothing in another', async () => {
    const { id } = await asks();
    await grants();
    const neighbour = await community.neighbour();
    const link = await wayIn(id);
    const astray = visitor(neighbour);
    await astray.open(link);
    expect((await astray.submit('Come in')).status).toBe(410);
    const looker = await enters(id);
    const cookie = `support=${looker.cookie('support')}`;
    const there = await community.app.inject({ url: '/manage', headers: { host: neighbour.host, cookie } });
    expect([there.statusCode, there.headers.location]).toEqual([303, '/sign-in?next=%2Fmanage']);
    expect((await grace.post(`${path(neighbour.tenant.id)}/${id}/link`)).body.error).toBe('support.not-found');
    expect((await grace.delete(`${path(neighbour.tenant.id)}/${id}`)).body.error).toBe('support.not-found');
    const keeperThere = await neighbour.owner();
    const deskThere = visitor(neighbour);
    await deskThere.signIn(keeperThere.username, keeperThere.password);
    expect((await deskThere.open('/manage/support')).body).not.toContain(grace.name);
    expect((await grace.get(path())).body.items[0]).toMatchObject({ id, state: 'granted' });
  });

  it('can be let in, and sent away, while the community is only read', async () => {
    const { id } = await asks();
    await platform.admin.patch(`/tenants/${community.tenant.id}`, { state: 'read_only' });
    await desk.open('/manage/support');
    expect((await desk.submit('Agree')).status).toBe(200);
    const looker = await enters(id);
    expect(looker.page.path).toBe('/manage');
    await desk.open('/manage/support');
    await desk.submit('End it now');
    expect((await looker.open('/manage')).path).toContain('/sign-in');
    await platform.admin.patch(`/tenants/${community.tenant.id}`, { state: 'active' });
  });

  it('speaks Chinese, too', async () => {
    const { id } = await asks();
    const chinese = new Visitor(community.app, community.host, 'zh-CN');
    await chinese.signIn(keeper.username, keeper.password);
    await chinese.open('/manage/support');
    expect(banners(chinese).join()).toContain('请求查看本社区');
    await chinese.submit('同意');
    expect(chinese.page.body).toContain('立即结束');
    expect((await linkOf(id)).status).toBe(200);
  });
});
