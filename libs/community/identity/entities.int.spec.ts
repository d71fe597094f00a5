import { Clusters, TenantDatabase } from '#kernel/database';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { useCommunity } from '../../../test/support/use-community.js';
import { AccessCode } from './access-code.entity.js';
import { MemberAccount } from './member-account.entity.js';
import { Session } from './session.entity.js';

const names: Record<string, string> = { int8: 'bigint', int4: 'integer', timestamptz: 'timestamp with time zone' };

describe('what the code knows of a table', () => {
  const community = useCommunity();

  it.each([MemberAccount, Session, AccessCode])('is what the table has: %p', async (entity) => {
    const tenant = await community.app.get(TenantDirectory).findByHost(community.host);
    const { source } = community.app.get(Clusters).get('main');
    const { tableName, columns } = source.getMetadata(entity);
    const rows = await tenantScope.run(tenant!, () =>
      community.app.get(TenantDatabase).query(
        `select attname as name, format_type(atttypid, null) as type, not attnotnull as nullable
           from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by 1`,
        [tableName],
      ),
    );
    const known = columns.map(({ databaseName, type, isNullable }) => ({
      name: databaseName,
      type: names[type as string] ?? type,
      nullable: isNullable,
    }));
    expect(known.toSorted((one, other) => (one.name < other.name ? -1 : 1))).toEqual(rows);
  });
});
