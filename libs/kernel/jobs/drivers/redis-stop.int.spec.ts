import { setTimeout as pause } from 'node:timers/promises';
import { Config } from '#kernel/config';
import { describeWithService } from '../../../../test/support/jest/service.js';
import { RedisServer } from '../../../../test/support/redis-server.js';
import { bootApi } from '../../../../test/support/use-community.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';
import { Dispatcher } from '../dispatcher.js';

/** What keeps a process alive: everything but the pipes and sockets that Jest itself has. */
const holding = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'TCPSocketWrap').length;

describeWithService('redis', 'an application with a Redis', () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await RedisServer.start();
  });
  afterEach(() => redis?.stop());

  const damages: Record<string, () => unknown> = {
    'is there': () => undefined,
    'was killed': () => redis.kill(),
    'was killed long ago': () => redis.kill().then(() => pause(12_000)),
    'does not answer any more': () => redis.signal('SIGSTOP'),
    'was never there': () => undefined,
  };
  it.each(Object.keys(damages))('stops at once, and leaves nothing open, when it %s', async (damage) => {
    if (damage === 'was never there') await redis.kill();
    const before = holding();
    const config = testConfig(undefined, { REDIS_URL: redis.url });
    const { app } = await bootApi((builder) => builder.overrideProvider(Config).useValue(config));
    await app.get(Dispatcher).start();
    await damages[damage]!();
    const from = performance.now();
    await app.close();
    expect(performance.now() - from).toBeLessThan(2_500);
    await pause(300);
    expect(holding()).toBeLessThanOrEqual(before);
  });
});
