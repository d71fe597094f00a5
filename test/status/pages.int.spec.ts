import { parse } from 'node-html-parser';
import { StatusBoard } from '#platform/status';
import { platformOf, type TestPlatform } from '../support/use-platform.js';
import { type TestCommunity, useCommunity } from '../support/use-community.js';
import { Visitor } from '../support/visitor.js';
import { useOwnDatabase } from '../support/worker-cluster.js';

const title = { zh: '\u5347\u7ea7\u6570\u636e\u5e93', en: 'A newer database' };
const text = { zh: '\u671f\u95f4\u65e0\u6cd5\u53d1\u5e03', en: 'Nothing can be <b>written</b> meanwhile' };
const hour = 3_600_000;
const ahead = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

useOwnDatabase(); // what is said here is told to all communities of a database

describe('pages while operators have something to say', () => {
  const community = useCommunity();
  let platform: TestPlatform;
  let neighbour: TestCommunity;
  let guest: Visitor;
  const look = () => community.app.get(StatusBoard).look();
  const banners = async (who: Visitor, path = '/about') => {
    await look();
    const { root } = await who.open(path);
    return root.querySelectorAll('.banner').map((banner) => banner.getAttribute('data-banner'));
  };
  beforeAll(async () => {
    platform = await platformOf(community.api);
    neighbour = await community.neighbour();
    guest = new Visitor(community.app, community.host);
  });

  it('say which work is planned, in the communities concerned, from its announcement to its end', async () => {
    const affects = { tenants: [community.tenant.id] };
    const body = { title, text, starts_at: ahead(30), ends_at: ahead(31), affects };
    const { id } = (await platform.admin.post('/maintenances', body)).body;
    expect(await banners(guest)).toEqual([`maintenance-${id}`]);
    expect(guest.texts('.banner')[0]).toMatch(/^Planned work, .+: A newer database ?Read more$/);
    expect(await banners(new Visitor(community.app, neighbour.host))).toEqual([]);
    const chinese = new Visitor(community.app, community.host, 'zh-CN');
    await banners(chinese);
    expect(chinese.texts('.banner')[0]).toContain(title.zh);
    await guest.open('/status');
    expect(guest.texts(`#maintenance-${id} p`)).toContain(text.en);
    expect(guest.page.body).not.toContain('<b>written</b>');
    await platform.admin.delete(`/maintenances/${id}`);
    expect(await banners(guest)).toEqual([]);
    await guest.open('/status');
    expect(guest.texts(`#maintenance-${id}`)[0]).toContain('Cancelled');
  });

  it('say when, in the time of who reads them', async () => {
    const starts = new Date(Date.now() + 48 * hour);
    starts.setUTCHours(20, 0, 0, 0);
    const body = {
      title,
      text,
      starts_at: starts.toISOString(),
      ends_at: new Date(starts.getTime() + hour).toISOString(),
    };
    const { id } = (await platform.admin.post('/maintenances', body)).body;
    const ada = await community.member('ada');
    const reader = new Visitor(community.app, community.host);
    await reader.signIn(ada.username, ada.password);
    await reader.open('/settings/look');
    await reader.submit('/settings/look', { time_zone: 'Asia/Shanghai' });
    await banners(reader);
    expect(reader.texts('.banner')[0]).toMatch(/04:00.*05:00/);
    await reader.open('/settings/look');
    await reader.submit('/settings/look', { time_zone: 'America/New_York' });
    await banners(reader);
    expect(reader.texts('.banner')[0]).toMatch(/1[56]:00.*1[67]:00/);
    await platform.admin.delete(`/maintenances/${id}`);
  });

  it('say what is wrong until it is over, and the page of the state how it goes on', async () => {
    const { id } = (await platform.admin.post('/incidents', { title, text, impact: 'outage' })).body;
    expect(await banners(guest)).toEqual([`incident-${id}`]);
    await guest.open('/status');
    expect(guest.page.root.querySelector('.status-now')!.getAttribute('data-state')).toBe('outage');
    await platform.admin.post(`/incidents/${id}/updates`, {
      state: 'resolved',
      text: { zh: '\u597d\u4e86', en: 'All is well.' },
    });
    expect(await banners(guest)).toEqual([]);
    await guest.open('/status');
    expect(guest.texts(`#incident-${id} .notice-steps b`)).toEqual(['Over', 'We are looking into it']);
    const today = guest.page.root.querySelectorAll('.days rect').at(-1)!;
    expect(today.getAttribute('class')).toBe('outage');
    expect(guest.page.root.querySelectorAll('.days rect')).toHaveLength(90);
  });

  it('tell administrators what is announced, until they put it away', async () => {
    const { id } = (await platform.admin.post('/announcements', { text, until: ahead(24) })).body;
    expect(await banners(guest)).toEqual([]);
    const owner = await community.owner();
    const keeper = new Visitor(community.app, community.host);
    await keeper.signIn(owner.username, owner.password);
    expect(await banners(keeper, '/about')).toEqual([`announcement-${id}`]);
    const away = keeper.page.root.querySelector(`[data-banner=announcement-${id}] a`)!.getAttribute('href')!;
    const back = await keeper.open(away.replaceAll('&amp;', '&'));
    expect([back.status, back.path]).toEqual([200, '/about']);
    expect(await banners(keeper)).toEqual([]);
    const all = (await platform.admin.post('/announcements', { text, until: ahead(24), audience: 'everyone' })).body;
    expect(await banners(keeper)).toEqual([`announcement-${all.id}`]);
    expect(await banners(guest)).toEqual([`announcement-${all.id}`]);
    await platform.admin.delete(`/announcements/${all.id}`);
    await platform.admin.delete(`/announcements/${id}`);
    expect(await banners(guest)).toEqual([]);
  });

  it('lead nowhere else where somebody has made the address', async () => {
    for (const back of ['//example.org', 'https://example.org/', '/\\example.org', 'javascript:1']) {
      const { headers, status } = await community.guest.request(
        'GET',
        `/status/dismiss/7?back=${encodeURIComponent(back)}`,
      );
      expect([status, headers['location']]).toEqual([303, '/']);
    }
    for (const id of ['0', 'x', '-1', '9'.repeat(20)])
      expect((await community.guest.request('GET', `/status/dismiss/${id}`)).status).toBe(404);
  });

  it('concern the communities of a plan', async () => {
    const { id } = (await platform.admin.post('/incidents', { title, text, affects: { plans: ['standard'] } })).body;
    expect(await banners(guest)).toEqual([`incident-${id}`]);
    const other = (await platform.admin.post('/incidents', { title, text, affects: { plans: ['club'] } })).body;
    expect(await banners(guest)).toEqual([`incident-${id}`]);
    for (const one of [id, other.id])
      await platform.admin.post(`/incidents/${one}/updates`, { state: 'resolved', text });
  });

  it('of the platform itself say what concerns many, and nothing of single communities', async () => {
    const affects = { tenants: [community.tenant.id] };
    const own = { zh: '\u53ea\u6709\u4f60\u4eec', en: 'Only yours' };
    const single = (await platform.admin.post('/incidents', { title: own, text: own, affects })).body;
    const wide = (await platform.admin.post('/incidents', { title, text })).body;
    await look();
    const visitor = new Visitor(community.app, 'platform.localhost');
    await visitor.open('/status');
    expect(visitor.page.status).toBe(200);
    expect(visitor.texts('.notice-card h3')).toContain(title.en);
    expect(visitor.page.body).not.toContain(own.en);
    const api = await platform.stranger().get('/status');
    expect([api.status, api.body.state]).toEqual([200, 'degraded']);
    expect(JSON.stringify(api.body)).not.toContain(own.en);
    for (const one of [single.id, wide.id])
      await platform.admin.post(`/incidents/${one}/updates`, { state: 'resolved', text });
    await look();
    await guest.open('/status');
    expect(guest.page.body).toContain(own.en);
  });

  it.each(['platform.localhost', 'community'])('can be followed by a feed of %s', async (host) => {
    const { status, headers, body } = await new Visitor(
      community.app,
      host === 'community' ? community.host : host,
    ).open('/status/feed.xml');
    expect([status, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    expect(body).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<feed .*<\/feed>\n$/s);
    expect(body).toContain('<title>A newer database</title>');
    expect(body).not.toContain('<b>');
    const entries = parse(body).querySelectorAll('entry');
    expect(entries.length).toBeGreaterThan(1);
    for (const entry of entries)
      expect(entry.querySelector('id')!.text).toMatch(/\/status#(incident|maintenance)-\d+$/);
  });
});
