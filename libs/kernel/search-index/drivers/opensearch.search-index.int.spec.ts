import { Log } from '#kernel/logging';
import { type Tenant, tenantScope } from '#kernel/scope';
import { describeWithService } from '../../../../test/support/jest/service.js';
import { useOpenSearch } from '../../../../test/support/opensearch-server.js';
import { searchIndexContract } from '../search-index.contract.js';
import { OpenSearchStore } from './opensearch.search-store.js';

jest.setTimeout(120_000);

/** On a machine that is busy with other suites. */
const patient = { search: 20_000, look: 20_000, change: 20_000 };
const tenant = (id: number): Tenant => ({ id }) as Tenant;

describeWithService('opensearch', 'the index in OpenSearch', ({ url }) => {
  const search = useOpenSearch(url);
  let store: OpenSearchStore;
  beforeAll(async () => {
    store = new OpenSearchStore(search().config(), new Log(search().config()), patient);
    await store.point(await store.create('main'));
  });
  afterAll(() => store.onApplicationShutdown());

  searchIndexContract('a shared index', () => ({
    index: store.current('main'),
    inside: (work) => tenantScope.run(tenant(1), work),
    elsewhere: (work) => tenantScope.run(tenant(12), work),
    refresh: () => search().refresh(),
  }));
});
