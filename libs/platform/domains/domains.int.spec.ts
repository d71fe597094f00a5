import { useDomains } from '../../../test/support/use-domains.js';

describe('domains of a community', () => {
  const domains = useDomains({ DOMAIN_TARGET: 'proxy.hosting.net', DOMAIN_TARGET_ADDRESSES: '192.0.2.7, 2001:db8::7' });
  const { platform } = domains;
  const refused = async (asking: Promise<{ status: number; body: { error: string } }>) => {
    const { status, body } = await asking;
    return [status, body.error];
  };

  it('are claimed with the records that prove them and lead here', async () => {
    const tenant = await domains.tenant();
    const apex = await domains.claim(tenant, ' Herons-1.ORG. ');
    const token = expect.stringMatching(/^[\w-]{43}$/);
    expect(apex).toEqual({
      host: 'herons-1.org',
      unicode: 'herons-1.org',
      kind: 'custom',
      primary: false,
      ownership: 'unverified',
      certificate: 'none',
      problem: null,
      checked_at: null,
      lapses_at: null,
      records: [
        { type: 'TXT', name: '_paopao-challenge.herons-1.org', value: token },
        { type: 'A', name: 'herons-1.org', value: '192.0.2.7' },
        { type: 'AAAA', name: 'herons-1.org', value: '2001:db8::7' },
      ],
    });
    const below = await domains.claim(tenant, '社区.herons-1.org');
    expect(below).toMatchObject({ host: 'xn--dkrp89f.herons-1.org', unicode: '社区.herons-1.org' });
    expect(below.records.slice(1)).toEqual([{ type: 'CNAME', name: below.host, value: 'proxy.hosting.net' }]);
    expect((await domains.list(tenant)).map(({ host, kind, primary }) => [host, kind, primary])).toEqual([
      [tenant.host, 'subdomain', true],
      [apex.host, 'custom', false],
      [below.host, 'custom', false],
    ]);
  });

  it('are claimed once, however often and in whatever form they are named', async () => {
    const tenant = await domains.tenant();
    const host = domains.newHost();
    const path = `/tenants/${tenant.id}/domains`;
    const first = await platform.admin.post(path, { host });
    const again = await platform.admin.post(path, { host: host.toUpperCase() });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(await domains.list(tenant)).toHaveLength(2);
  });

  it.each([
    ['co.uk', 'public-suffix'],
    ['herons.local', 'reserved-ending'],
    ['pаypal.com', 'mixed-scripts'],
    ['203.0.113.9', 'address'],
    ['herons.localhost', 'ours-below'],
    ['platform.localhost', 'ours'],
    ['x.proxy.hosting.net', 'ours'],
    ['https://herons.org', 'syntax'],
  ])('are not %s: %s', async (host, refusal) => {
    const tenant = await domains.tenant();
    const { status, body } = await platform.admin.post(`/tenants/${tenant.id}/domains`, { host });
    expect([status, body.error, body['refusal']]).toEqual([422, 'domain.invalid', refusal]);
    expect(body['fields']).toEqual([expect.stringMatching(/^host: [A-Z]/)]);
    expect(await domains.list(tenant)).toHaveLength(1);
  });

  it('need a body that names one, and a community that is there', async () => {
    const tenant = await domains.tenant();
    const path = `/tenants/${tenant.id}/domains`;
    for (const body of [{}, { host: 7 }, { host: '' }, { host: ['a.org'] }, undefined])
      expect(await refused(platform.admin.post(path, body))).toEqual([400, 'request.invalid']);
    expect(await refused(platform.admin.post('/tenants/999999/domains', { host: 'a.org' }))).toEqual([
      404,
      'tenant.not-found',
    ]);
    expect(await refused(domains.ask(tenant, 'POST', '/nobodys.org/verify'))).toEqual([404, 'domain.not-found']);
    expect(await refused(domains.ask(tenant, 'POST', '/%20%2F/primary'))).toEqual([404, 'domain.not-found']);
    expect(await refused(domains.ask(tenant, 'DELETE', '/nobodys.org'))).toEqual([404, 'domain.not-found']);
    await platform.admin.delete(`/tenants/${tenant.id}`);
    expect(await refused(platform.admin.post(path, { host: domains.newHost() }))).toEqual([
      409,
      'tenant.state-conflict',
    ]);
  });

  it('serve once their record is found, and not before', async () => {
    const tenant = await domains.tenant();
    const claimed = await domains.claim(tenant, domains.newHost());
    const { host } = claimed;
    const look = async () => (await domains.ask(tenant, 'POST', `/${host}/verify`)).body;
    expect(await look()).toMatchObject({ ownership: 'unverified', problem: 'missing', certificate: 'none' });
    domains.dns.set(claimed.records[0]!.name, { TXT: ['another text'] });
    expect(await look()).toMatchObject({ ownership: 'unverified', problem: 'wrong' });
    for (const trouble of ['SERVFAIL', 'REFUSED', 'silent'] as const) {
      domains.dns.fail(claimed.records[0]!.name, trouble);
      expect(await look()).toMatchObject({ ownership: 'unverified', problem: 'trouble' });
    }
    await domains.refresh();
    expect((await domains.visit(host)).status).toBe(404);
    domains.enter(claimed);
    expect(await look()).toMatchObject({
      ownership: 'verified',
      problem: null,
      certificate: 'pending',
      primary: false,
    });
    await domains.refresh();
    expect((await domains.visit(host, '/v1/site/profile')).status).toBe(200);
    expect(await domains.visit(host)).toEqual({ status: 308, location: `http://${tenant.host}:3000/` });
  });

  it('are proven by a record behind an alias, and by one that comes over TCP', async () => {
    const tenant = await domains.tenant();
    const claimed = await domains.claim(tenant, domains.newHost());
    const { name, value } = claimed.records[0]!;
    domains.dns.set(name, { CNAME: 'keys.elsewhere.net' });
    domains.dns.set('keys.elsewhere.net', { TXT: ['x'.repeat(600), value] });
    domains.dns.fail(name, 'cut');
    expect((await domains.ask(tenant, 'POST', `/${claimed.host}/verify`)).body).toMatchObject({
      ownership: 'verified',
    });
  });

  it('lead to the primary one, which only a verified one can be', async () => {
    const tenant = await domains.tenant();
    const claimed = await domains.claim(tenant, domains.newHost());
    const choose = (host: string) => domains.ask(tenant, 'POST', `/${host}/primary`);
    expect(await refused(choose(claimed.host))).toEqual([409, 'domain.unverified']);
    const { host } = await domains.own(tenant, claimed.host);
    expect((await choose(host)).body).toMatchObject({ host, primary: true });
    expect((await choose(host)).status).toBe(200); // it is already
    await domains.refresh();
    expect(await domains.visit(tenant.host, '/topics?type=new')).toEqual({
      status: 308,
      location: `http://${host}:3000/topics?type=new`,
    });
    expect((await domains.visit(tenant.host, '/', 'HEAD')).status).toBe(308);
    expect((await domains.visit(tenant.host, '/v1/site/profile')).status).toBe(200);
    expect((await domains.visit(tenant.host, '/sign-in', 'POST')).status).not.toBe(308);
    expect((await domains.visit(host)).status).toBe(200);
    expect((await platform.admin.get(`/tenants/${tenant.id}`)).body['url']).toBe(`http://${host}:3000`);
    expect((await choose(tenant.host)).body).toMatchObject({ host: tenant.host, primary: true });
    await domains.refresh();
    expect((await domains.visit(tenant.host)).status).toBe(200);
    expect((await domains.visit(host)).status).toBe(308);
  });

  it('serve nothing once they are released; the name of the platform stays', async () => {
    const tenant = await domains.tenant();
    const { host } = await domains.own(tenant);
    await domains.ask(tenant, 'POST', `/${host}/primary`);
    const { status, body } = await domains.ask(tenant, 'DELETE', `/${host}`);
    expect([status, body['host'], body['ownership']]).toEqual([200, host, 'verified']);
    await domains.refresh();
    expect((await domains.visit(host)).status).toBe(404);
    expect((await domains.visit(tenant.host)).status).toBe(200);
    expect(await domains.list(tenant)).toMatchObject([{ host: tenant.host, primary: true }]);
    expect(await refused(domains.ask(tenant, 'DELETE', `/${tenant.host}`))).toEqual([409, 'domain.permanent']);
  });

  it('are noted where an operator changes them, once each', async () => {
    const tenant = await domains.tenant();
    const { host } = await domains.own(tenant);
    await domains.ask(tenant, 'POST', `/${host}/primary`);
    await domains.ask(tenant, 'DELETE', `/${host}`);
    await domains.ask(tenant, 'DELETE', `/${host}`);
    const { items } = (await platform.admin.get(`/audit?tenant=${tenant.id}&limit=100`)).body;
    const rows = items.toReversed().map(({ action, status, details }) => [action, status, details]);
    expect(rows.slice(1)).toEqual([
      ['domain.add', 200, { host }],
      ['domain.verify', 200, { host, ownership: 'verified' }],
      ['domain.primary', 200, { host }],
      ['domain.remove', 200, { host, ownership: 'verified' }],
      ['domain.remove', 404, { error: 'domain.not-found' }],
    ]);
  });

  it('are no more than the plan allows, also when many are claimed at once', async () => {
    const tenant = await domains.tenant();
    await limitTo(3, tenant.id);
    const hosts = Array.from({ length: 12 }, () => domains.newHost());
    const answers = await Promise.all(
      hosts.map((host) => platform.admin.post(`/tenants/${tenant.id}/domains`, { host })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    const others = answers.filter(({ status }) => status !== 201);
    for (const { status, body } of others)
      expect([status, body]).toEqual([
        403,
        expect.objectContaining({ error: 'quota.exceeded', quota: 'domains', used: 3, limit: 3 }),
      ]);
    expect(await domains.list(tenant)).toHaveLength(4);
  });

  async function limitTo(most: number, id: number): Promise<void> {
    const plan = `domains-${id}`;
    await domains.sql('insert into platform.plan (name, version) values ($1, 1)', [plan]);
    await domains.sql('insert into platform.plan_version (plan, version, limits) values ($1, 1, $2)', [
      plan,
      JSON.stringify({ domains: most }),
    ]);
    await domains.sql('update platform.tenant set plan = $2 where id = $1', [id, plan]);
  }
});
