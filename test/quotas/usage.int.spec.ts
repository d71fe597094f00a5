import { dropTenantSchema, PlatformDatabase } from '#kernel/database';
import { UsageHours } from '#platform/metering';
import { RemoveOldUsage } from '../../libs/platform/metering/remove-old-usage.handler.js';
import { asOwner } from '../support/as-owner.js';
import { communityOf, type TestCommunity } from '../support/use-community.js';
import { makeTenant } from '../support/make-tenant.js';
import { usePlatform } from '../support/use-platform.js';
import { Visitor } from '../support/visitor.js';
import { workerCluster } from '../support/worker-cluster.js';
import { limit } from './limited.js';

describe('what a community has used', () => {
  const platform = usePlatform();
  let community: TestCommunity;
  beforeEach(async () => {
    community = communityOf(platform.api, await makeTenant(undefined, platform.app));
  });
  const usage = async (query = '') => (await platform.admin.get(`/tenants/${community.tenant.id}/usage${query}`)).body;
  const written = () => platform.app.get(UsageHours).write();
  const sql = (text: string, values: unknown[] = []) => platform.app.get(PlatformDatabase).query(text, values);

  it('is told for each quota, also for those that nothing limits', async () => {
    const ada = await community.member('ada');
    await ada.posts('One');
    expect(await usage()).toMatchObject({
      ...{ slug: community.tenant.slug, plan: 'standard', files: 0, bytes: 0, warnings: [] },
      quotas: [
        { quota: 'members', used: 2, limit: null, warning: false },
        { quota: 'posts_per_day', used: 1, limit: null, warning: false },
        { quota: 'media_bytes', used: 0, limit: 10_240 * 1024 * 1024, warning: false },
        { quota: 'domains', used: 0, limit: null, warning: false },
        { quota: 'searches_per_day', used: null, limit: null, warning: false },
        { quota: 'tasks_per_day', used: null, limit: null, warning: false },
      ],
    });
    await limit(platform.app, community.tenant, { members: 2, posts_per_day: 10, searches_per_day: 5, media_bytes: 0 });
    for (let count = 0; count < 4; count += 1) await ada.get('/v1/posts?query=one');
    expect(await usage()).toMatchObject({
      ...{ plan: `only-${community.tenant.id}`, quota: 0, warnings: ['members', 'media_bytes', 'searches_per_day'] },
      quotas: [
        { quota: 'members', used: 2, limit: 2, warning: true },
        { quota: 'posts_per_day', limit: 10, warning: false },
        { quota: 'media_bytes', used: 0, limit: 0, warning: true },
        { quota: 'domains' },
        { quota: 'searches_per_day', used: 4, limit: 5, warning: true },
        { quota: 'tasks_per_day', used: null },
      ],
    });
  });

  it('is counted by the hour, and added up over processes', async () => {
    const ada = await community.member('ada');
    await ada.posts('One');
    await ada.posts('Two');
    await ada.get('/v1/posts?query=one');
    await expect(ada.get('/v1/post?id=999')).rejects.toMatchObject({ status: 404 });
    await written();
    const [hour] = (await usage())['hours'] as Record<string, number | string>[];
    expect(new Date(hour!['hour']!).getMinutes()).toBe(0);
    // Registered, signed in, asked who she is; two posts, a search, and one that there is not.
    expect(hour).toMatchObject({ requests: 7, writes: 4, refused: 0, posts: 2, members: 1, searches: 1 });
    expect(hour!['bytes_in']).toBeGreaterThan(100);
    expect(hour!['bytes_out']).toBeGreaterThan(500);
    await ada.posts('Three');
    await written();
    await written();
    const hours = (await usage())['hours'] as Record<string, number>[];
    expect(hours.reduce((sum, one) => sum + one['posts']!, 0)).toBe(3);
  });

  it('is listed for as many hours as one asks for, and kept for 90 days', async () => {
    const { id } = community.tenant;
    const ages = [0, 5, 30, 24 * 89, 24 * 91];
    await sql(
      `insert into platform.usage_hour (tenant_id, hour, requests)
       select $1, date_trunc('hour', now()) - make_interval(hours => age), 1 from unnest($2::int[]) as age`,
      [id, ages],
    );
    const counted = async (query: string) => ((await usage(query))['hours'] as object[]).length;
    expect([await counted(''), await counted('?hours=1'), await counted('?hours=2160')]).toEqual([2, 1, 4]);
    await platform.app.get(RemoveOldUsage, { strict: false }).handle();
    const left = await sql('select count(*) from platform.usage_hour where tenant_id = $1', [id]);
    expect(left).toEqual([{ count: 4 }]);
    for (const wrong of ['0', '2161', 'x', '-1', '1.5']) {
      const { status, body } = await platform.admin.get(`/tenants/${id}/usage?hours=${wrong}`);
      expect([status, body.error]).toEqual([400, 'request.invalid']);
    }
  });

  it('is shown to those who look after it, in words', async () => {
    const keeper = await community.owner();
    const desk = new Visitor(platform.app, community.host);
    await desk.signIn(keeper.username, keeper.password);
    await desk.open('/manage');
    expect(desk.page.body).not.toContain('Little is left');
    await limit(platform.app, community.tenant, { members: 1, posts_per_day: 10, media_bytes: 50_000_000 });
    await keeper.posts('One');
    await desk.open('/manage/usage');
    expect(desk.texts('.desk-uses .row').map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
      expect.stringMatching(/^Members ?1 of 1 ?Used up ?Nobody else can become a member\.$/),
      expect.stringMatching(/^Posts today ?1 of 10$/),
      expect.stringMatching(/^Room for files ?0 kB of 50 MB$/),
      expect.stringMatching(/^Domains of your own ?0, without a limit$/),
      expect.stringMatching(/^Searches today ?No limit$/),
      expect.stringMatching(/^Background work today ?No limit$/),
    ]);
    await desk.open('/manage');
    expect(desk.page.body).toContain('Little is left');
    const guest = new Visitor(platform.app, community.host);
    await guest.open('/sign-up');
    const { status } = await guest.submit('/sign-up', { username: 'toolate', password: 'secret-1' });
    expect(status).toBe(422);
    expect(guest.page.body).toContain('has used up what its plan allows');
  });

  it('goes with the community', async () => {
    await limit(platform.app, community.tenant, { members: 5 });
    await community.member('ada');
    const { role, schema } = community.tenant;
    const rows = () => sql('select 1 from cluster.usage where tenant_role = $1', [role]);
    expect(await rows()).toHaveLength(1);
    await asOwner(await workerCluster(), (client) => dropTenantSchema(client, { role, schema }));
    expect(await rows()).toEqual([]);
  });
});
