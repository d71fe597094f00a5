import { setTimeout as pause } from 'node:timers/promises';
import { Config } from '#kernel/config';
import { Log } from '#kernel/logging';
import { describeWithService } from '../../../../test/support/jest/service.js';
import { RedisServer } from '../../../../test/support/redis-server.js';
import { testConfig } from '../../../../test/support/worker-cluster.js';
import { type Concurrency, taskClasses } from '../task-class.js';
import { RedisTransport } from './redis-transport.js';

const nothing = Object.fromEntries(taskClasses.map((name) => [name, 0])) as Concurrency;

describeWithService('redis', 'a transport of a process that runs no tasks', () => {
  let redis: RedisServer;
  let transport: RedisTransport;
  beforeAll(async () => {
    redis = await RedisServer.start();
    const work = { concurrency: nothing, clusters: () => ['main'], run: () => Promise.resolve() };
    const config: Config = testConfig();
    transport = new RedisTransport({ url: redis.url, prefix: '{spec}' }, work, new Log(config));
    await transport.open();
  });
  afterAll(async () => {
    transport?.pause();
    await transport?.close();
    await redis?.stop();
  });

  it('makes its queues once, however often it looks', async () => {
    const client = redis.client();
    /** Each queue of BullMQ writes its settings when it is made. */
    const written = async () =>
      [...(await client.info('commandstats')).matchAll(/^cmdstat_hm?set:calls=(\d+)/gm)].reduce(
        (sum, [, calls]) => sum + Number(calls),
        0,
      );
    await pause(500);
    const before = await written();
    expect(before).toBe(taskClasses.length);
    await pause(2_500);
    expect(await written()).toBe(before);
    expect(transport.isUp).toBe(true);
  });
});
