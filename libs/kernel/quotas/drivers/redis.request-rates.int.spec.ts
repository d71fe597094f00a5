import { randomBytes } from 'node:crypto';
import { RedisServer } from '../../../../test/support/redis-server.js';
import { describeWithService } from '../../../../test/support/jest/service.js';
import { RedisRequestRates } from './redis.request-rates.js';

const perSecond = 20;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const taken = (rates: RedisRequestRates, id: number) => {
  let count = 0;
  while (count < 1_000 && rates.take(id)) count += 1;
  return count;
};

describeWithService('redis', 'requests in a second, of several processes', () => {
  let server: RedisServer;
  const made: RedisRequestRates[] = [];
  const prefix = `{test-${randomBytes(4).toString('hex')}}`;
  const process = () => {
    const rates = new RedisRequestRates(perSecond, { url: server.url, prefix: async () => prefix });
    made.push(rates);
    return rates;
  };
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(async () => {
    await Promise.all(made.map((rates) => rates.onApplicationShutdown()));
    await server.stop();
  });

  it('are counted together: what one lets in, another one does not', async () => {
    const [one, other] = [process(), process()];
    expect(taken(one, 1)).toBe(2 * perSecond);
    await pause(400);
    other.take(1); // it tells, and hears
    await pause(400);
    expect(taken(other, 1)).toBeLessThan(2 * perSecond * 0.75); // by itself it would have all of them
    expect(taken(other, 2)).toBe(2 * perSecond); // another community
  });

  it('are counted by each for itself while it is away', async () => {
    const alone = process();
    await server.stop();
    expect(taken(alone, 3)).toBe(2 * perSecond);
    await pause(500);
    const more = taken(alone, 3);
    expect(more).toBeGreaterThanOrEqual(5);
    expect(more).toBeLessThan(2 * perSecond);
  });
});
