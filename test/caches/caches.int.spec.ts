import { Cache } from '#kernel/cache';
import { withOwnerConnection } from '#kernel/database';
import { tenantScope, type Tenant } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { Api } from '../../apps/api/create-api.js';
import { bootApi } from '../support/boot-api.js';
import { Person } from '../support/person.js';
import { useCommunity } from '../support/use-community.js';
import { workerCluster } from '../support/worker-cluster.js';

describe('what two processes remember', () => {
  const community = useCommunity();
  let other: Api;
  beforeAll(async () => {
    other = await bootApi();
  });
  afterAll(async () => other?.app.close());

  const totalAt = async (api: Api): Promise<number> => {
    const { pager } = await new Person(api.app, community.host).get('/v1/posts?style=newest');
    return (pager as { total_rows: number }).total_rows;
  };
  const soon = async (holds: () => Promise<boolean> | boolean): Promise<number> => {
    const from = Date.now();
    while (!(await holds())) {
      if (Date.now() - from > 5_000) throw new Error('It did not happen.');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return Date.now() - from;
  };
  const hears = (api: Api) => api.app.get(Cache).hears;

  it('is forgotten by both when one changes it: at once by the one, within a second by the other', async () => {
    const ada = await community.member('ada');
    await ada.posts('one');
    for (const api of [community.api, other]) expect(await totalAt(api)).toBe(1);
    await ada.posts('two');
    expect(await totalAt(community.api)).toBe(2);
    expect(await soon(async () => (await totalAt(other)) === 2)).toBeLessThan(1_000);
  });

  it('is of each community alone', async () => {
    const neighbour = await community.neighbour();
    const find = async (host: string) => (await community.app.get(TenantDirectory).findByHost(host)) as Tenant;
    const cache = community.app.get(Cache);
    const [mine, theirs] = [await find(community.host), await find(neighbour.host)];
    tenantScope.run(mine, () => cache.put('spec', 60, { whose: 'mine' }));
    expect(tenantScope.run(theirs, () => cache.peek('spec'))).toBeUndefined();
    tenantScope.run(theirs, () => cache.forget('spec'));
    expect(tenantScope.run(mine, () => cache.peek('spec'))).toEqual({ whose: 'mine' });
    expect(() => cache.peek('spec')).toThrow('No tenant');
  });

  it('is nothing any more when a process may have missed something', async () => {
    const tenant = (await community.app.get(TenantDirectory).findByHost(community.host)) as Tenant;
    const cache = community.app.get(Cache);
    tenantScope.run(tenant, () => cache.put('spec', 60, { old: true }));
    const { url } = await workerCluster();
    await withOwnerConnection(url, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'paopao-listen' and datname = current_database()`,
      ),
    );
    await soon(() => tenantScope.run(tenant, () => cache.peek('spec')) === undefined);
    await soon(() => hears(community.api) && hears(other));
    expect(await totalAt(other)).toBe(await totalAt(community.api));
  });
});
