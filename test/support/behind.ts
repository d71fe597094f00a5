import { type Row, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { type Ties, tiesSql } from '#community/members';
import type { Person } from './person.js';
import type { TestCommunity } from './use-community.js';

/** Statements in the community's schema: for looking, and for what no route does, such as letting time pass. */
export const behind =
  (community: TestCommunity) =>
  async (text: string, values: unknown[] = []): Promise<Row[]> => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    return tenantScope.run(tenant!, () => community.app.get(TenantDatabase).query(text, values));
  };

/** What one is to the other, as the rule of visibility has it. */
export const tiesBehind =
  (community: TestCommunity) =>
  async (from: Pick<Person, 'id'>, to: Pick<Person, 'id'>): Promise<Ties> => {
    const [ties] = await behind(community)(`select ${tiesSql('$1::bigint', '$2::bigint')}`, [from.id, to.id]);
    return ties as unknown as Ties;
  };
