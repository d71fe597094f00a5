import { type Row, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import type { TestCommunity } from './use-community.js';

/** Statements in the community's schema: for looking, and for what no route does, such as letting time pass. */
export const behind =
  (community: TestCommunity) =>
  async (text: string, values: unknown[] = []): Promise<Row[]> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(text, values));
  };
