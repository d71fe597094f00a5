import { PlatformDatabase } from '#kernel/database';
import { newSlug, usePlatform } from '../../../test/support/use-platform.js';
import { testConfig, useOwnDatabase } from '../../../test/support/worker-cluster.js';
import { Config } from '#kernel/config';

useOwnDatabase();

describe('how many communities there are', () => {
  const most = 3;
  const platform = usePlatform((builder) =>
    builder.overrideProvider(Config).useValue(testConfig(3000, { MAX_TENANTS_PER_CLUSTER: String(most) })),
  );
  const make = () => platform.admin.creates({ slug: newSlug(), name: 'Tea', owner: { username: 'camellia' } });
  const counts = async () => (await platform.admin.get('/tenants/counts')).body;
  const none = {
    provisioning: 0,
    active: 0,
    read_only: 0,
    suspended: 0,
    archived: 0,
    deleting: 0,
    deleted: 0,
    failed: 0,
  };

  it('is told by state, with the room that is left, which a setting decides', async () => {
    expect(await counts()).toEqual({
      total: 0,
      by_state: none,
      clusters: [{ name: 'main', tenants: 0, max_tenants: most }],
      operations: { running: 0, failed: 0 },
    });
    const made = [await make(), await make(), await make()];
    const [one, two, three] = made.map(({ body }) => body.id);
    await platform.admin.post(`/tenants/${one}/suspend`);
    await platform.admin.delete(`/tenants/${two}`);
    expect(await counts()).toMatchObject({
      total: 3,
      by_state: { ...none, active: 1, suspended: 1, deleting: 1 },
      clusters: [{ tenants: 3, max_tenants: 3 }],
    });
    const refused = await make();
    expect([refused.status, refused.body.error]).toEqual([503, 'tenant.capacity']);
    await platform.app
      .get(PlatformDatabase)
      .query(`update platform.tenant set state = 'deleted' where id = $1`, [three]);
    expect(await counts()).toMatchObject({ total: 2, by_state: { ...none, suspended: 1, deleting: 1, deleted: 1 } });
  });

  it('is told with what is being done to them, and what has failed of late', async () => {
    await platform.app.get(PlatformDatabase).query(
      `insert into platform.operation (kind, state, updated_at, lease_until)
       values ('purge', 'running', now(), now() + interval '1 h'), ('purge', 'failed', now(), now()),
              ('purge', 'failed', now() - interval '8 days', now())`,
    );
    expect(await counts()).toMatchObject({ operations: { running: 1, failed: 1 } });
  });

  it('is told to operators alone', async () => {
    expect((await platform.stranger().get('/tenants/counts')).status).toBe(401);
    const reader = await platform.operator('read');
    expect((await reader.get('/tenants/counts')).status).toBe(200);
  });
});
