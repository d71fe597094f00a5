import { Config } from '#kernel/config';
import { PlatformDatabase } from '#kernel/database';
import { TaskFigures } from '#kernel/jobs';
import { describeWithService } from '../../../test/support/jest/service.js';
import { RedisServer } from '../../../test/support/redis-server.js';
import { newSlug, platformOf, type TestPlatform } from '../../../test/support/use-platform.js';
import { bootApi } from '../../../test/support/boot-api.js';
import { testConfig } from '../../../test/support/worker-cluster.js';
import { OperationsRunner } from './operations.runner.js';

jest.setTimeout(60_000);

const owner = { username: 'camellia', password: 'green and black' };

describeWithService('redis', 'what Redis has of a community that is removed for good', () => {
  let redis: RedisServer;
  let platform: TestPlatform;

  beforeAll(async () => {
    redis = await RedisServer.start();
    const config = testConfig(3000, { REDIS_URL: redis.url, RATE_LIMITS: '1' });
    platform = await platformOf(await bootApi((builder) => builder.overrideProvider(Config).useValue(config)));
  });
  afterAll(async () => {
    await platform?.app.close();
    await redis?.stop();
  });

  const sql = (text: string, id: number) => platform.app.get(PlatformDatabase).query(text, [id]);
  const make = async () => (await platform.admin.creates({ slug: newSlug(), name: 'The tea room', owner })).body;
  const purge = async (id: number) => {
    await platform.admin.delete(`/tenants/${id}`);
    await sql('update platform.tenant set delete_after = now() where id = $1', id);
    await platform.app.get(OperationsRunner).resume();
  };
  const operationOf = async (id: number) => (await platform.admin.get(`/operations?tenant=${id}`)).body.items[0]!;

  it('is counted, and gone with it; nobody else loses anything', async () => {
    const [tenant, other] = [await make(), await make()];
    const client = redis.client();
    const prefix = await platform.app.get(TaskFigures).transportPrefix();
    for (const { id } of [tenant, other])
      for (const kind of ['rate', 'in-flight']) await client.hset(`${prefix}:${kind}:${id}`, 'tokens', '5');
    await client.set(`${prefix}:rate:${tenant.id}0`, 'of another number');
    await purge(tenant.id);
    const { result, state } = (await operationOf(tenant.id)) as unknown as {
      state: string;
      result: Record<'before' | 'after', { keys: number }>;
    };
    expect([state, result.before.keys, result.after.keys]).toEqual(['succeeded', 2, 0]);
    const left = (await client.keys(`${prefix}:*`)).filter((name) => /:(rate|in-flight):/.test(name));
    expect(left.toSorted()).toEqual(
      [`${prefix}:rate:${other.id}`, `${prefix}:in-flight:${other.id}`, `${prefix}:rate:${tenant.id}0`].toSorted(),
    );
  });

  it('is counted in the end, though Redis was away', async () => {
    const tenant = await make();
    await redis.kill();
    await purge(tenant.id);
    expect(await operationOf(tenant.id)).toMatchObject({ state: 'running', step: 'count', error: expect.anything() });
    await redis.run();
    await sql(
      `update platform.operation set lease_until = now() - interval '1 second' where tenant_id = $1`,
      tenant.id,
    );
    await platform.app.get(OperationsRunner).resume();
    expect(await operationOf(tenant.id)).toMatchObject({ state: 'succeeded', attempts: 2 });
  });
});
