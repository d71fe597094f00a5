import { Config } from '#kernel/config';
import { SearchStore } from '#kernel/search-index';
import type { Api } from '../../apps/api/create-api.js';
import { bootWhole, openIsolationBench } from '../support/isolation-bench.js';
import { describeWithService } from '../support/jest/service.js';
import { useOpenSearch } from '../support/opensearch-server.js';
import { mirrored } from '../support/use-mirror.js';
import { coverage } from './coverage.js';
import { isolationReport } from './isolation-report.js';

const searching = /^GET \/v1\/(posts|search|search\/suggest)$/;
const routes = Object.fromEntries(Object.entries(coverage).filter(([route]) => searching.test(route)));

describeWithService('opensearch', 'every route that searches, where all communities share an index', ({ url }) => {
  const search = useOpenSearch(url);
  let api: Api;
  beforeAll(async () => {
    const config = search().config({ PAYMENTS: 'sandbox' });
    api = await bootWhole((builder) => builder.overrideProvider(Config).useValue(config));
  });
  afterAll(() => api?.app.close());

  it('keeps to its own community, whoever asks with whatever is of another', async () => {
    expect(Object.keys(routes)).toHaveLength(3);
    const bench = await openIsolationBench(api, api);
    try {
      for (const { tenant } of [bench.twins.home, bench.twins.other])
        await mirrored({ app: api.app, tenant }, search());
      const asked = jest.spyOn(api.app.get(SearchStore), 'current');
      expect(await isolationReport(api.http.routes, bench, routes)).toEqual([]);
      expect(asked.mock.calls.length).toBeGreaterThan(20);
    } finally {
      await bench.close();
    }
  }, 240_000);
});
