import { Config } from '#kernel/config';
import { RedisServer } from '../../../../test/support/redis-server.js';
import { useCommunity } from '../../../../test/support/use-community.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';

describe('tasks by BullMQ', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  const config = () => testConfig(undefined, { REDIS_URL: redis.url });
  const community = useCommunity((builder) => builder.overrideProvider(Config).useValue(config()));
  afterAll(() => redis.stop()); // after the application, which says farewell to it

  it('bring a notice for each comment, and leave nothing behind in Redis', async () => {
    const [ada, bob] = [await community.member('ada'), await community.member('bob')];
    const { id } = await ada.posts('herons');
    for (let number = 0; number < 20; number += 1) await bob.comments(id, `heron ${number}`);
    await community.settle();
    expect(await ada.messages()).toHaveLength(20);
    const keys = await redis.client().keys('*');
    expect(keys.some((key) => key.endsWith(':notify:meta'))).toBe(true);
    expect(keys.filter((key) => /:t\d+-\d+$/.test(key))).toEqual([]);
  });
});
