import { Config } from '#kernel/config';
import { describeWithService } from '../../../../test/support/jest/service.js';
import { RedisServer } from '../../../../test/support/redis-server.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';
import { slowNeighbourContract } from '../slow-neighbour.contract.js';

jest.setTimeout(60_000);

slowNeighbourContract('in the process');

describeWithService('redis', 'BullMQ', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis?.stop());

  slowNeighbourContract('by BullMQ', (builder) =>
    builder.overrideProvider(Config).useValue(testConfig(undefined, { REDIS_URL: redis.url })),
  );
});
