import { TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { parse } from 'node-html-parser';
import { useCommunity } from '../../../../test/support/use-community.js';
import { Visitor } from '../../../../test/support/visitor.js';

describe('what programs read of a community', () => {
  const community = useCommunity();
  const site = () => `http://${community.host}:3000`;
  const get = (url: string, headers: Record<string, string> = {}, host = community.host) =>
    community.app.inject({ url, headers: { host, ...headers } });
  const read = async (url: string) => {
    const { body, statusCode } = await get(url);
    const entries = parse(body).querySelectorAll('entry');
    const all = (name: string) => entries.map((entry) => entry.querySelector(name)?.text ?? '');
    return { body, status: statusCode, titles: all('title'), contents: all('content'), ids: all('id') };
  };

  it('are feeds of all public posts, of those of a member and of a topic, as they were written', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const first = await ada.posts('A heron at the pond #birds ', { tags: ['birds'] });
    await ada.posts('Dear diary', { visibility: 1 });
    await bob.posts('An otter');
    await bob.comments(first.id, 'Beautiful');
    const all = await read('/feed.xml');
    expect(all.titles).toEqual(['bob：An otter', 'ada：A heron at the pond #birds']);
    expect(all.ids[1]).toBe(`${site()}/post/${first.id}`);
    expect(all.body).toContain(`<link rel="self" type="application/atom+xml" href="${site()}/feed.xml"/>`);
    expect(all.body).toContain('<category term="birds"/>');
    expect((await read('/@ADA/feed.xml')).titles).toEqual(['ada：A heron at the pond #birds']);
    expect((await read('/topic/Birds/feed.xml')).titles).toEqual(['ada：A heron at the pond #birds']);
    for (const url of ['/@nobody/feed.xml', '/topic/none/feed.xml']) expect((await read(url)).status).toBe(404);
    expect((await get('/feed.xml')).headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect((await new Visitor(community.app, community.host).open('/about')).body).toContain('href="/feed.xml"');
  });

  it('hold what was written as text, twice over, and nothing that runs', async () => {
    const ada = await community.member('ada');
    await ada.posts(`<script>alert(1)</script> ]]> & "quoted" <img src=x onerror=alert(2)>\u0007`);
    const { body, contents } = await read('/feed.xml');
    expect(body).not.toMatch(/<script|<img|\u0007/);
    expect(contents[0]).toMatch(/^<p>&lt;script>alert\(1\)/);
    expect(body).toContain('&amp;lt;script&gt;');
  });

  it('keep a warned post behind its warning', async () => {
    const ada = await community.member('ada');
    const blocks = [{ content: 'The butler did it', type: 2, sort: 100 }];
    await ada.post('/v1/post', { contents: blocks, tags: [], users: [], visibility: 0, cover: 'Ending told' });
    const { titles, contents } = await read('/feed.xml');
    expect(titles[0]).toBe('ada：Ending told');
    expect(contents[0]).not.toContain('butler');
  });

  it('say when nothing has changed', async () => {
    const { headers } = await get('/feed.xml');
    const again = await get('/feed.xml', { 'if-none-match': String(headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('list every public post and topic for search engines, in parts where they are many', async () => {
    const ada = await community.member('ada');
    const { id } = await ada.posts('Old');
    await community.settle();
    const whole = (await get('/sitemap.xml')).body;
    expect(whole).toMatch(new RegExp(`<loc>${site()}/post/${id}</loc><lastmod>\\d{4}-`));
    expect(whole).toContain(`<loc>${site()}/topic/birds</loc>`);
    const tenant = (await community.app.get(TenantDirectory).findByHost(community.host))!;
    await tenantScope.run(tenant, () =>
      community.app.get(TenantDatabase).query(`select setval(pg_get_serial_sequence('post', 'id'), 5000)`),
    );
    const late = await ada.posts('Late');
    const index = (await get('/sitemap.xml')).body;
    expect(index).toContain(`<loc>${site()}/sitemap.xml?after=5000</loc>`);
    expect((await get('/sitemap.xml?after=5000')).body).toContain(`<loc>${site()}/post/${late.id}</loc>`);
    expect((await get('/sitemap.xml?after=5000')).body).not.toContain(`/post/${id}<`);
    expect((await get("/sitemap.xml?after=x'")).statusCode).toBe(200);
    expect((await get('/robots.txt')).body).toMatch(/Disallow: \/manage[^]*Sitemap: http/);
  });

  it('are nothing for guests of a community for its members', async () => {
    const there = await community.neighbour();
    const keeper = await there.owner();
    await keeper.posts('Among us');
    await keeper.post('/v1/admin/settings/save', { items: [{ key: 'app.members_only', value: true }] });
    for (const url of ['/feed.xml', '/sitemap.xml', `/@${keeper.username}/feed.xml`]) {
      const answer = await get(url, {}, there.host);
      expect(answer.statusCode).toBe(401);
      expect(answer.body).not.toContain('Among us');
    }
    expect((await get('/robots.txt', {}, there.host)).body).toMatch(/^# .*\nUser-agent: \*\nDisallow: \/\n$/);
    const member = new Visitor(community.app, there.host);
    await member.signIn(keeper.username, keeper.password);
    expect((await member.open('/feed.xml')).body).toContain('Among us');
  });
});
