import { PlatformDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { asOwner } from '../../../test/support/as-owner.js';
import { until } from '../../../test/support/npm-start.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { workerCluster } from '../../../test/support/worker-cluster.js';
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
    const loop = community.app.get(Dispatcher);
    await asOwner(await workerCluster(), async (owner) => {
      await owner.query('begin');
      await owner.query('lock table jobs.task in access exclusive mode');
      await until(() => loop.idleFor > 1_500, 8_000);
      later(20_000);
      expect(await codes()).toEqual([200, 200]);
      later(31_000);
      expect(await codes()).toEqual([503, 200]);
      const away = jest.spyOn(community.app.get(DatabasePulse), 'answers').mockResolvedValue(false);
      expect(await codes()).toEqual([200, 503]);
      away.mockRestore();
      jest.restoreAllMocks();
      await owner.query('rollback');
    });
    await until(() => loop.idleFor < 1_000, 8_000);
    expect(await codes()).toEqual([200, 200]);
  });
});
