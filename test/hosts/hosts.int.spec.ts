import { PlatformDatabase } from '#kernel/database';
import { TenantDirectory } from '#kernel/tenancy';
import { listenAnywhere, rawRequest } from '../support/raw-request.js';
import { useCommunity } from '../support/use-community.js';

describe('whose request it is', () => {
  const community = useCommunity();
  let port = 0;
  beforeAll(async () => {
    port = await listenAnywhere(community.app);
  });

  const request = (lines: string[], target = '/v1/nothing', version = '1.1') =>
    rawRequest(port, [`GET ${target} HTTP/${version}`, ...lines, 'Connection: close', '', ''].join('\r\n'));
  const host = (text: string) => [`Host: ${text}`];
  /** What a community answers on a path that it does not have; an unknown host says something else. */
  const reached = { status: 404, body: '{"code":404,"msg":"Not Found"}' };
  const unknown = { status: 404, body: expect.stringContaining('"error":"host.unknown"') as string };
  const invalid = { status: 400, body: expect.stringContaining('"error":"host.invalid"') as string };
  const setState = async (state: string) => {
    await community.app
      .get(PlatformDatabase)
      .query('update platform.tenant set state = $2, changed_in = pg_current_xact_id() where id = $1', [
        community.tenant.id,
        state,
      ]);
    await community.app.get(TenantDirectory).refresh();
  };

  it.each<[string, (own: string) => string]>([
    ['its host', (own) => own],
    ['capital letters', (own) => own.toUpperCase()],
    ['a port', (own) => `${own}:8080`],
    ['a trailing dot', (own) => `${own}.`],
    ['a trailing dot and a port', (own) => `${own}.:80`],
    ['spaces around', (own) => `  ${own}  `],
  ])('finds the community by %s', async (_, given) => {
    expect(await request(host(given(community.host)))).toMatchObject(reached);
  });

  it.each<[string, (own: string) => string]>([
    ['another host', () => 'elsewhere.example'],
    ['the bare base domain', () => 'localhost'],
    ['a host below it', (own) => `www.${own}`],
    ['its name with more behind', (own) => `${own}.example`],
    ['an IPv4 address', () => '127.0.0.1'],
    ['an IPv6 address', () => '[::1]:3000'],
    ['a name in other letters', () => '社区.localhost'],
  ])('knows nobody under %s', async (_, given) => {
    const answer = await request(host(given(community.host)));
    expect(answer).toMatchObject(unknown);
    expect(answer.body).not.toContain(community.tenant.slug);
  });

  it.each<[string, (own: string) => string[]]>([
    ['two Host headers', (own) => [`Host: ${own}`, 'Host: elsewhere.example']],
    ['the same Host header twice', (own) => [`Host: ${own}`, `host: ${own}`]],
    ['an empty Host header', () => ['Host:']],
    ['user information', (own) => [`Host: someone@${own}`]],
    ['a path', (own) => [`Host: ${own}/v1`]],
    ['a port that is none', (own) => [`Host: ${own}:http`]],
    ['a broken IPv6 address', () => ['Host: [::1']],
    ['escapes', () => ['Host: %64emo.localhost']],
    ['more than 253 characters', () => [`Host: ${'a.'.repeat(150)}localhost`]],
    ['a label of 64', () => [`Host: ${'a'.repeat(64)}.localhost`]],
    ['an underline of spaces', (own) => [`Host: ${own} ${own}`]],
  ])('refuses %s', async (_, lines) => {
    expect(await request(lines(community.host))).toMatchObject(invalid);
  });

  it('refuses a request without a Host', async () => {
    expect((await request([])).status).toBe(400);
    expect(await request([], '/v1/nothing', '1.0')).toMatchObject({ status: 400 });
  });

  it('takes a target in absolute form for the host it names, and for no other', async () => {
    const own = community.host;
    expect(await request(host(own), `http://${own}/v1/nothing`)).toMatchObject(reached);
    expect(await request(host(own), 'http://elsewhere.example/v1/nothing')).toMatchObject({ status: 400 });
    expect(await request(host('elsewhere.example'), `http://${own}/v1/nothing`)).toMatchObject({ status: 400 });
    expect(await request(host(own), `http://${own}/platform/v1/tenants`)).toMatchObject({ status: 404 });
  });

  it('believes no forwarded host', async () => {
    const forwarded = [
      `X-Forwarded-Host: ${community.host}`,
      `Forwarded: host=${community.host}`,
      `X-Host: ${community.host}`,
    ];
    expect(await request([...host('elsewhere.example'), ...forwarded])).toMatchObject(unknown);
    expect(await request([...host(community.host), 'X-Forwarded-Host: elsewhere.example'])).toMatchObject(reached);
  });

  it('answers what has no route, or is no request, in the same form', async () => {
    expect(await request(host(community.host), '/v1/%zz')).toMatchObject({
      status: 400,
      body: expect.stringContaining('"code":10001'),
    });
    expect((await rawRequest(port, 'NONSENSE\r\n\r\n')).status).toBe(400);
    expect((await request(host(community.host), '/nothing')).head).toContain('text/html');
  });

  it('shows the platform and the health of the process on no community', async () => {
    for (const path of [
      '/livez',
      '/readyz',
      '/metrics',
      '/platform/v1/tenants',
      '/platform/openapi.json',
      '/platform/docs',
    ]) {
      const answer = await request(host(community.host), path);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await request(host('platform.localhost'), '/livez')).status).toBe(200);
    expect((await request(host('platform.localhost'), '/')).status).toBe(200);
    for (const path of ['/v1/posts', '/about', '/v1/user/info']) {
      expect([path, (await request(host('platform.localhost'), path)).status]).toEqual([path, 404]);
    }
  });

  it('says of a suspended community that it is away: its name, and nothing else', async () => {
    await setState('suspended');
    const api = await request(host(community.host));
    expect(api).toMatchObject({ status: 503, body: expect.stringContaining('"error":"tenant.unavailable"') });
    expect(api.head).toMatch(/retry-after: \d+/i);
    const page = await request(host(community.host), '/');
    expect(page).toMatchObject({ status: 503 });
    expect(page.head).toContain('text/html');
    expect(page.body).toContain('社区暂时关闭');
    expect(api.body).not.toContain(community.tenant.slug);
    await setState('active');
    expect(await request(host(community.host))).toMatchObject(reached);
  });

  it.each(['provisioning', 'suspended'])('does not serve a community that is %s', async (state) => {
    await setState(state);
    expect(await request(host(community.host))).toMatchObject({ status: 503 });
    await setState('active');
  });

  it.each(['deleting', 'deleted', 'failed'])('knows nobody where a community is %s', async (state) => {
    await setState(state);
    expect(await request(host(community.host))).toMatchObject(unknown);
    await setState('active');
  });

  it('says of an archived community that it has closed', async () => {
    await setState('archived');
    expect(await request(host(community.host))).toMatchObject({
      status: 410,
      body: expect.stringContaining('"error":"tenant.archived"'),
    });
    expect(await request(host(community.host), '/')).toMatchObject({
      status: 410,
      body: expect.stringContaining('社区已关闭'),
    });
    await setState('active');
  });

  it('lets a read-only community be read, not written', async () => {
    await setState('read_only');
    expect(await request(host(community.host))).toMatchObject(reached);
    const write = await rawRequest(
      port,
      `POST /v1/auth/login HTTP/1.1\r\nHost: ${community.host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    );
    expect(write).toMatchObject({ status: 503, body: expect.stringContaining('"error":"tenant.read-only"') });
    await setState('active');
  });
});
