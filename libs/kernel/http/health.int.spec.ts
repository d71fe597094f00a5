import { PlatformDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { useCommunity } from '../../../test/support/use-community.js';
import { Queue } from '../jobs/queue.js';
import { DatabasePulse } from './database-pulse.queries.js';
import { Health, Readiness } from './health.js';

describe('the health of a process that runs tasks', () => {
  const community = useCommunity();
  const health = () => community.app.get(Health);
  const codes = async () => [(await health().livez()).code, (await health().readyz()).code];
  const now = performance.now.bind(performance);
  const later = (ms: number) => jest.spyOn(performance, 'now').mockImplementation(() => now() + ms);
  afterEach(() => jest.restoreAllMocks());

  it('is good from when it has begun', async () => {
    expect(await codes()).toEqual([200, 503]);
    await community.app.get(Dispatcher).start();
    community.app.get(Readiness).setRunningTasks();
    expect(await codes()).toEqual([200, 200]);
  });

  it('stays good while it has nothing to do, and while it works', async () => {
    const loop = community.app.get(Dispatcher);
    for (let look = 0; look < 3; look += 1) {
      await community.app.get(PlatformDatabase).notify('paopao_tasks');
      await new Promise((resolve) => setTimeout(resolve, 600));
      expect(loop.idleFor).toBeLessThan(3_000);
    }
  });

  it('is bad when its loop hangs for more than 30 s, for whatever reason that is not the database', async () => {
    let goOn: () => void = () => undefined;
    jest
      .spyOn(community.app.get(Queue, { strict: false }), 'offer')
      .mockReturnValue(new Promise((resolve) => (goOn = () => resolve({ hold: 'running', rooms: [] }))));
    await community.app.get(PlatformDatabase).notify('paopao_tasks');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(community.app.get(Dispatcher).idleFor).toBeGreaterThan(1_000);
    later(20_000);
    expect(await codes()).toEqual([200, 200]);
    later(31_000);
    expect(await codes()).toEqual([503, 200]);
    const away = jest.spyOn(community.app.get(DatabasePulse), 'answers').mockResolvedValue(false);
    expect(await codes()).toEqual([200, 503]);
    away.mockRestore();
    goOn();
    later(0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await codes()).toEqual([200, 200]);
  });
});
