import type { Id } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { SearchIndex, type SearchKind, type SearchQuery } from '#kernel/search-index';
import { TenantDirectory } from '#kernel/tenancy';
import type { TestCommunity } from './use-community.js';

/** What is done in a community, as by one of its tasks. */
export const insideOf =
  (community: Pick<TestCommunity, 'app' | 'host'>) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, work);
  };

/** The ids that a community's index finds for somebody who may see everything. */
export const indexed =
  (community: Pick<TestCommunity, 'app' | 'host'>) =>
  async (kind: SearchKind, words: string, more: Partial<SearchQuery> = {}): Promise<readonly Id[]> => {
    const access = { always: 'anyone', levels: [], except: [], without: [] } as const;
    const query = { kind, words, access, order: 'active', offset: 0, limit: 100, ...more } as const;
    return (await insideOf(community)(() => community.app.get(SearchIndex).search(query))).ids;
  };
