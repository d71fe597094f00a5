import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { MembersService } from '#community/members';
import { SettingsAdministration } from '#community/site';
import type { Person } from '../../../test/support/person.js';
import { newSlug, usePlatform } from '../../../test/support/use-platform.js';
import { useCommunity } from '../../../test/support/use-community.js';

const onlyMembers = { items: [{ key: 'app.members_only', value: true }] };

describe('a community for its members only', () => {
  const community = useCommunity();
  const get = (url: string, language = 'en') =>
    community.app.inject({ url, headers: { host: community.host, 'accept-language': language } });
  let ada: Person;
  let id: number;

  beforeAll(async () => {
    ada = await community.member('ada');
    ({ id } = await ada.posts('A secret heron', { tags: ['herons'] }));
    await (await community.owner()).post('/v1/admin/settings/save', onlyMembers);
  });

  it.each([
    '/',
    '/?tag=herons',
    '/topic/herons',
    '/?style=hots',
    '/?page=2',
    '/newer',
    '/post/1',
    '/post/999999',
    '/post/x',
  ])('answers a guest at %s with a page that shows nothing but its name', async (url) => {
    const page = await get(url.replace('/post/1', `/post/${id}`));
    expect(page.statusCode).toBe(401);
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(page.body).toContain('<h1>This community is for its members</h1>');
    expect(page.body).toContain(`<span class="address">http://${community.host}:3000</span>`);
    expect(page.body).toContain('<meta name="robots" content="noindex"/>');
    expect(page.body).not.toMatch(/og:|twitter:|canonical|heron|ada|class="figures"|href="\/about"|<button|PaoPao/);
  });

  it('speaks their language, and looks like a page', async () => {
    const { body } = await get('/', 'zh-CN');
    expect(body).toContain('<h1>本社区仅对成员开放</h1>');
    const loaded = [...body.matchAll(/<link rel="[a-z]+" href="(\/[^"]+)"/g)].map(([, path]) => path!);
    expect(loaded).toHaveLength(3);
    for (const path of [...loaded, '/avatars/1.svg']) expect((await get(path)).statusCode).toBe(200);
  });

  it('tells nobody to read what is not there for them', async () => {
    const page = await get('/nothing');
    expect(page.statusCode).toBe(404);
    expect(page.body).not.toMatch(/heron|can be read by everybody/);
  });

  it('leaves programs their own answer', async () => {
    const answer = await get('/v1/posts');
    expect(answer.statusCode).toBe(401);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 10005 });
  });
});

describe('an invitation to a community for its members only', () => {
  const platform = usePlatform();

  it('still leads in', async () => {
    const owner = { username: 'minerva' };
    const { body } = await platform.admin.creates({ slug: newSlug(), name: 'Night Owls', owner });
    const headers = { host: body.hosts[0]!.host, 'accept-language': 'en' };
    const tenant = (await platform.app.get(TenantDirectory).findByHost(headers.host))!;
    await tenantScope.run(tenant, async () => {
      const { id } = await platform.app.get(MembersService, { strict: false }).getByUsername(owner.username);
      await platform.app.get(SettingsAdministration, { strict: false }).save(id, onlyMembers.items);
    });
    expect((await platform.app.inject({ url: '/', headers })).statusCode).toBe(401);
    const page = await platform.app.inject({ url: new URL(body.owner.invite!).pathname, headers });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Welcome, minerva');
  });
});
