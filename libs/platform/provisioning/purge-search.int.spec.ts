import { PlatformDatabase } from '#kernel/database';
import { SearchStore, SearchStoreUnusable } from '#kernel/search-index';
import { ownHome, SearchRuns } from '#kernel/search-mirror';
import { pause } from '../../../test/support/npm-start.js';
import { describeWithService } from '../../../test/support/jest/service.js';
import { useOpenSearch } from '../../../test/support/opensearch-server.js';
import { makeTenant } from '../../../test/support/make-tenant.js';
import { ranToItsEnd } from '../../../test/support/search-runs.js';
import { communityOf, type TestCommunity } from '../../../test/support/use-community.js';
import { mirrored } from '../../../test/support/use-mirror.js';
import { newSlug, usePlatform } from '../../../test/support/use-platform.js';
import { OperationsRunner } from './operations.runner.js';

jest.setTimeout(120_000);

describeWithService('opensearch', 'what OpenSearch has of a community that is removed for good', ({ url }) => {
  const search = useOpenSearch(url);
  const platform = usePlatform((builder) => search().change(builder));
  const store = () => platform.app.get<SearchStore>(SearchStore);
  const query = (sql: string, values: unknown[] = []) => platform.app.get(PlatformDatabase).query(sql, values);
  const operationOf = async (id: number) =>
    (await query(`select * from platform.operation where tenant_id = $1 and kind = 'purge'`, [id]))[0];
  const rowsOf = async ({ tenant }: TestCommunity) => {
    const tables = ['search_fill', 'search_change', 'search_run_part'];
    const counts = tables.map((table) => `(select count(*) from cluster.${table} where tenant_role = $1)`);
    return (await query(`select ${counts.join(' + ')} as count`, [tenant.role]))[0]!['count'] as number;
  };

  async function communityWithPosts(): Promise<TestCommunity> {
    const community = communityOf(platform.api, await makeTenant(newSlug(), platform.app));
    const ada = await community.member('ada');
    for (let number = 0; number < 5; number += 1) await ada.posts(`to be removed ${number}`);
    await mirrored(community, search());
    return community;
  }
  async function timeIsOver({ tenant }: TestCommunity): Promise<void> {
    await platform.admin.delete(`/tenants/${tenant.id}`);
    await query('update platform.tenant set delete_after = now() where id = $1', [tenant.id]);
    await platform.app.get(OperationsRunner).resume();
  }
  const later = async ({ tenant }: TestCommunity) => {
    await query(`update platform.operation set lease_until = now() - interval '1 second' where tenant_id = $1`, [
      tenant.id,
    ]);
    await platform.app.get(OperationsRunner).resume();
  };
  const countOf = async ({ tenant }: TestCommunity) => {
    const indexes = await store().list();
    const counts = await Promise.all(indexes.map((index) => store().countTenant(index, tenant.id)));
    return counts.reduce((sum, count) => sum + count, 0);
  };

  it('is gone with it, and the operation says so of each index; nobody else loses anything', async () => {
    const [community, other] = [await communityWithPosts(), await communityWithPosts()];
    const before = await countOf(other);
    expect(await countOf(community)).toBeGreaterThanOrEqual(5);
    await timeIsOver(community);
    const counted = Object.fromEntries((await store().list()).map(({ name }) => [name, 0]));
    expect(await operationOf(community.tenant.id)).toMatchObject({
      state: 'succeeded',
      result: { state: 'deleted', after: { documents: counted } },
    });
    expect(await countOf(community)).toBe(0);
    expect(await rowsOf(community)).toBe(0);
    expect(await countOf(other)).toBe(before);
  });

  it('is not removed before a task that may still send something has ended', async () => {
    const community = await communityWithPosts();
    const { id, role } = community.tenant;
    await query(
      `insert into jobs.task (tenant_role, kind, class, key, state) values ($1, 'search.mirror', 'index', 'late', 'running')`,
      [role],
    );
    const end = timeIsOver(community);
    await pause(1_500);
    expect(await operationOf(id)).toMatchObject({ state: 'running', step: 'schema' });
    expect(await countOf(community)).toBeGreaterThanOrEqual(5);
    await query(`delete from jobs.task where tenant_role = $1 and key = 'late'`, [role]);
    await end;
    expect(await operationOf(id)).toMatchObject({ state: 'succeeded' });
    expect(await countOf(community)).toBe(0);
  });

  it('is gone with the index of its own, where it has one', async () => {
    const community = await communityWithPosts();
    const { id, role } = community.tenant;
    await ranToItsEnd(
      community,
      await platform.app.get(SearchRuns).move('spec', { cluster: 'main', role }, ownHome(id)),
    );
    expect((await store().list()).map(({ home }) => home)).toContain(ownHome(id));
    await timeIsOver(community);
    expect((await store().list()).map(({ home }) => home)).not.toContain(ownHome(id));
    expect((await platform.admin.get(`/tenants/${id}`)).body.state).toBe('deleted');
    expect(await rowsOf(community)).toBe(0);
    expect(await query('select from cluster.search_home where home = $1', [ownHome(id)])).toEqual([]);
  });

  it('is gone in the end, though OpenSearch was away for long', async () => {
    const community = await communityWithPosts();
    const away = jest.spyOn(store(), 'list').mockRejectedValue(new SearchStoreUnusable('OpenSearch is away.'));
    await timeIsOver(community);
    for (let attempt = 0; attempt < 12; attempt += 1) await later(community);
    away.mockRestore();
    expect(await operationOf(community.tenant.id)).toMatchObject({
      state: 'running',
      step: 'count',
      done: 0,
      error: 'OpenSearch is away.',
    });
    await later(community);
    expect(await countOf(community)).toBe(0);
    expect((await platform.admin.get(`/tenants/${community.tenant.id}`)).body.state).toBe('deleted');
  });
});
