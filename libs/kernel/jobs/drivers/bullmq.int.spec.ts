import { Config } from '#kernel/config';
import { describeWithService } from '../../../../test/support/jest/service.js';
import { RedisServer } from '../../../../test/support/redis-server.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';
import { queueContract } from '../queue.contract.js';

describeWithService('redis', 'BullMQ', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis?.stop()); // after the application, which says farewell to it

  queueContract('by BullMQ', (builder) =>
    builder.overrideProvider(Config).useValue(testConfig(undefined, { REDIS_URL: redis.url })),
  );

  it('leaves nothing of them in Redis', async () => {
    const keys = await redis.client().keys('*');
    expect(keys.some((key) => key.endsWith(':notify:meta'))).toBe(true);
    expect(keys.filter((key) => /:t\d+-\d+$/.test(key))).toEqual([]);
  });
});
