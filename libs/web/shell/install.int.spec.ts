import { Config } from '#kernel/config';
import type { Person } from '../../../test/support/person.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { Visitor } from '../../../test/support/visitor.js';
import { testConfig } from '../../../test/support/worker-cluster.js';

describe('a community beside other apps', () => {
  const community = useCommunity();
  const get = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await community.app.inject({ url, headers: { host: community.host, ...headers } });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  };
  const manifestLink = async () => /<link rel="manifest" href="([^"]+)"/.exec((await get('/about')).body)![1]!;
  let owner: Person;

  beforeAll(async () => void (owner = await community.owner()));

  it('has its name, its colours, two ways in, and takes what other apps share', async () => {
    const before = await manifestLink();
    const told = JSON.parse((await get(before)).body) as Record<string, unknown>;
    expect(told).toMatchObject({
      id: '/',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      theme_color: '#0b7a43',
      background_color: '#ffffff',
      shortcuts: [{ url: '/compose' }, { url: '/messages' }],
      share_target: { action: '/compose', method: 'GET', params: { title: 'title', text: 'text', url: 'url' } },
    });
    const look = [
      { key: 'look.accent', value: '#ffcc00' },
      { key: 'look.appearance', value: 'dark' },
    ];
    await owner.post('/v1/admin/settings/save', { items: look });
    const after = await manifestLink();
    expect(after).not.toBe(before);
    const { theme_color, background_color } = JSON.parse((await get(after)).body) as Record<string, string>;
    expect([theme_color, background_color]).toEqual(['#ffcc00', '#14181b']);
  });

  it('shows what was shared in the composer, and sends nothing', async () => {
    const ada = await community.member('ada');
    const reader = new Visitor(community.app, community.host);
    const shared = '/compose?title=Herons&text=At+dusk&url=https%3A%2F%2Fexample.org%2Fherons';
    expect((await reader.open(shared)).path).toContain('/sign-in?next=');
    const page = await reader.submit('/sign-in', { username: ada.username, password: ada.password });
    expect([page.path, reader.texts('#content')]).toEqual([shared, ['Herons At dusk https://example.org/herons']]);
    expect(await ada.timeline()).toEqual([]);
    // Nobody shares in another's name: what comes from elsewhere is no form of ours.
    const post = await community.app.inject({
      method: 'POST',
      url: '/compose',
      headers: { host: community.host, cookie: `session=${reader.cookie('session')}`, 'sec-fetch-site': 'none' },
      payload: { content: 'Herons' },
    });
    expect(post.statusCode).toBe(403);
  });

  it('gives browsers a script that names nothing but its own files and the page of their language', async () => {
    const { status, headers, body } = await get('/service-worker.js?lang=zh-CN');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'none'; connect-src 'self'",
      'x-content-type-options': 'nosniff',
    });
    const shell = JSON.parse(/^self\.shell = (.*);$/m.exec(body)![1]!) as { offline: string; files: string[] };
    expect(shell.offline).toBe('/offline/zh-CN');
    expect(shell.files.every((file) => /^\/assets\/[\w.-]+$/.test(file))).toBe(true);
    for (const file of [...shell.files, shell.offline]) expect((await get(file)).status).toBe(200);
    expect((await get('/service-worker.js?lang=zh-CN', { 'if-none-match': String(headers['etag']) })).status).toBe(304);
    expect((await get('/service-worker.js?lang=xx')).body).toContain('"/offline/');
    expect((await get('/about')).headers['content-security-policy']).toContain("worker-src 'self'");
  });

  it('has a page without anybody in it for where there is no network, also for its members only', async () => {
    const ada = await community.member('ada');
    const reader = new Visitor(community.app, community.host);
    await reader.signIn(ada.username, ada.password);
    const items = [{ key: 'app.members_only', value: true }];
    await owner.post('/v1/admin/settings/save', { items });
    const page = await reader.open('/offline/en');
    const guest = await get('/offline/en', { 'accept-language': 'zh-CN' });
    expect([page.status, reader.texts('h1')]).toEqual([200, ['You are offline']]);
    expect(page.body).toBe(guest.body);
    expect(page.body).not.toMatch(/ada|data-token|form_token|href="\/(?!assets|icons|manifest|"|favicon)/);
    expect((await get('/offline/zh-CN')).body).toContain('网络已断开');
    expect((await get('/offline/xx')).status).toBe(404);
    await owner.post('/v1/admin/settings/save', { items: [{ ...items[0], value: false }] });
  });
});

describe('a community that nobody is to install', () => {
  const config = Object.create(testConfig(), { serviceWorker: { value: false } }) as Config;
  const community = useCommunity((builder) => builder.overrideProvider(Config).useValue(config));

  it('has a script that throws away what the other one has kept, and itself', async () => {
    const { statusCode, body } = await community.app.inject({
      url: '/service-worker.js',
      headers: { host: community.host },
    });
    expect([statusCode, body.includes('unregister()'), body.includes('fetch')]).toEqual([200, true, false]);
  });
});
