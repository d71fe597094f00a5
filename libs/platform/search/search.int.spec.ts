import type { Id } from '#kernel/database';
import { PlatformDatabase } from '#kernel/database';
import { behind } from '../../../test/support/behind.js';
import { indexed } from '../../../test/support/indexed.js';
import { makeTenant, type TestTenant } from '../../../test/support/make-tenant.js';
import { communityOf, type TestCommunity } from '../../../test/support/use-community.js';
import { newSlug, usePlatform } from '../../../test/support/use-platform.js';

describe('search, for operators without an OpenSearch', () => {
  const platform = usePlatform();
  const sql = (text: string, values: unknown[] = []) => platform.app.get(PlatformDatabase).query(text, values);
  let tea: TestTenant;
  let community: TestCommunity;
  const posts: Id[] = [];

  beforeAll(async () => {
    tea = await makeTenant(newSlug(), platform.app);
    community = communityOf(platform.api, tea);
    const ada = await community.member('ada');
    for (const text of ['white peony', 'white needle', 'white pearls']) posts.push((await ada.posts(text)).id);
    await community.settle();
  });
  const finds = async (words: string) => [...(await indexed(community)('post', words))].toSorted((a, b) => a - b);

  it('is told to be PostgreSQL', async () => {
    const { status, body } = await platform.admin.get('/search');
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ driver: 'postgres', up: null, changes: expect.any(Number), errors: [] }),
    ]);
  });

  it('is put right by a rebuild of one community: what is missing comes, and what is of no row goes', async () => {
    await behind(community)(`delete from search_document where kind = 'post' and id = $1`, [posts[0]]);
    await behind(community)(
      `insert into search_document select kind, 777000, revision, digest, author_id, visibility, is_top, created_at, active_at,
              heat, terms from search_document where kind = 'post' and id = $1`,
      [posts[1]],
    );
    expect(await finds('white')).toEqual([posts[1], posts[2], 777000]);
    const { status, headers, body } = await platform.admin.post('/search/rebuild', { tenant: tea.id });
    expect([status, headers['location']]).toEqual([202, `/platform/v1/search/runs/${body.id}`]);
    expect(body).toMatchObject({ what: 'rebuild', state: 'running', tenants: 1, done: 0, finished_at: null });
    await community.settle();
    const { body: run } = await platform.admin.get(`/search/runs/${body.id}`);
    expect(run).toEqual({
      id: body.id,
      what: 'rebuild',
      state: 'finished',
      by: platform.admin.name,
      tenant: { id: tea.id, slug: tea.slug },
      home: null,
      started_at: expect.stringMatching(/^\d{4}-/),
      finished_at: expect.stringMatching(/^\d{4}-/),
      tenants: 1,
      done: 1,
      waiting: 0,
      documents: expect.any(Number),
      error: null,
    });
    expect(run['documents']).toBeGreaterThanOrEqual(5); // three posts, their author and the owner
    expect(await finds('white')).toEqual(posts);
    const [audited] = await sql(
      `select * from platform.audit where action = 'search.rebuild' order by id desc limit 1`,
    );
    expect(audited).toMatchObject({ operator_name: platform.admin.name, tenant_id: tea.id, details: { run: body.id } });
  });

  it('is rebuilt in batches that go on where they ended', async () => {
    await behind(community)(
      `insert into post (author_id, blocks, visibility)
       select author_id, '[{"type": 2, "content": "many leaves", "sort": 0}]', visibility from post, generate_series(1, 1201)
        where id = $1`,
      [posts[0]],
    );
    const { body } = await platform.admin.post('/search/rebuild', { tenant: tea.id });
    await community.settle();
    expect((await platform.admin.get(`/search/runs/${body.id}`)).body).toMatchObject({ state: 'finished', done: 1 });
    const [{ count }] = (await behind(community)(
      `select count(*) as count from search_document where kind = 'post'`,
    )) as [{ count: number }];
    expect(count).toBe(1204);
  });

  it('is rebuilt once where the same is asked for twice, and anew after that', async () => {
    const ask = async () => (await platform.admin.post('/search/rebuild', { tenant: tea.id })).body.id;
    const first = await ask();
    expect(await ask()).toBe(first);
    await community.settle();
    expect(await ask()).toBeGreaterThan(first);
    await community.settle();
  });

  it('says what a rebuild came to that was given up, and why', async () => {
    const { body } = await platform.admin.post('/search/rebuild', { tenant: tea.id });
    await sql(
      `update jobs.task set state = 'dead', dead_at = now(), last_error = E'No room left.\\n at somewhere'
        where tenant_role = $1 and kind = 'search.rebuild-index'`,
      [tea.role],
    );
    const { body: run } = await platform.admin.get(`/search/runs/${body.id}`);
    expect(run).toMatchObject({ state: 'failed', done: 0, error: 'No room left.' });
    await sql(`delete from jobs.task where tenant_role = $1`, [tea.role]);
  });

  it('is rebuilt in all communities when none is named, and all runs are listed', async () => {
    const { body } = await platform.admin.post('/search/rebuild');
    expect(body['tenants']).toBeGreaterThan(0);
    await sql(`delete from jobs.task where kind = 'search.rebuild-index' and tenant_role <> $1`, [tea.role]);
    const { body: page } = await platform.admin.get('/search/runs?limit=1');
    expect(page.items.map(({ id }) => id)).toEqual([body.id]);
    const { body: further } = await platform.admin.get(`/search/runs?limit=1&cursor=${page.next}`);
    expect(further.items[0]!.id).toBeLessThan(body.id);
    await community.settle();
  });

  it('cannot be moved', async () => {
    const { status, body } = await platform.admin.post(`/tenants/${tea.id}/search`, { home: 'own' });
    expect([status, body.error]).toEqual([409, 'search.no-store']);
  });

  it('is left alone in a community that is not at work', async () => {
    await platform.admin.post(`/tenants/${tea.id}/suspend`);
    const { status, body } = await platform.admin.post('/search/rebuild', { tenant: tea.id });
    await platform.admin.post(`/tenants/${tea.id}/resume`);
    expect([status, body.error, body.state]).toEqual([409, 'tenant.state-conflict', 'suspended']);
  });

  it('is for operators, each as far as the role allows', async () => {
    const statuses = async (who: Awaited<ReturnType<typeof platform.operator>>) => [
      (await who.get('/search')).status,
      (await who.get('/search/runs')).status,
      (await who.post('/search/rebuild', { tenant: tea.id })).status,
      (await who.post(`/tenants/${tea.id}/search`, { home: 'own' })).status,
    ];
    expect(await statuses(platform.stranger())).toEqual([401, 401, 401, 401]);
    expect(await statuses(await platform.operator('read'))).toEqual([200, 200, 403, 403]);
    expect(await statuses(await platform.operator('support'))).toEqual([200, 200, 202, 403]);
  });

  it.each([
    ['/search/rebuild', { tenant: 'tea' }, 400],
    ['/search/rebuild', { tenant: 2 ** 53 - 1 }, 404],
    ['/tenants/999999999/search', { home: 'own' }, 404],
    ['/tenants/1/search', { home: 'elsewhere' }, 400],
    ['/tenants/1/search', {}, 400],
  ])('is not touched by %s with %j', async (path, body, status) => {
    expect((await platform.admin.post(path, body)).status).toBe(status);
  });

  it.each(['0', 'x', '999999999999999'])('has no run %s', async (id) => {
    const { status, body } = await platform.admin.get(`/search/runs/${id}`);
    expect([status, body.error]).toEqual([404, 'search.run-not-found']);
  });
});
