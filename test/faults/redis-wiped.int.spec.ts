import { useFaultStage } from '../support/faults/use-fault-stage.js';
import { describeWithService } from '../support/jest/service.js';
import { Community, tasksPerWrite } from './community.js';
import { byLength, mostMs } from './length.js';
import { report, rounded } from './line.js';
import { tallyOf, whenSettled } from './tally.js';
import { untilTrue, Wire } from './wire.js';

jest.setTimeout(mostMs);

const tasks = byLength({ short: 600, part: 3_000, full: 10_000 });
/** So long may it take until everything is done that was waiting. */
const bar = 60_000;

describeWithService('redis', 'redis_wiped: FLUSHALL while tasks are waiting', () => {
  const stage = useFaultStage();
  let wire: Wire;
  beforeAll(() => {
    wire = new Wire(stage.port);
  });
  afterAll(() => wire?.close());

  it('all are done in a minute', async () => {
    const communities = [await Community.found(wire, stage.operatorToken)];
    communities.push(await Community.found(wire, stage.operatorToken));
    const writes = Math.ceil(tasks / tasksPerWrite / communities.length);
    await Promise.all(communities.map((community) => community.write(writes)));
    await stage.startRedis();
    const redis = stage.redis.client();
    const starting = stage.startWorkers('bullmq', 2);
    await untilTrue(async () => (await redis.keys('*:t*-1')).length > 0, 60_000, 2);
    const jobs = (await redis.keys('*:t*-1')).length;
    await redis.flushall();
    const since = performance.now();
    const pending = await stage.tasks.pending();
    await starting;
    await whenSettled(communities, 2 * bar);
    const recovered = performance.now() - since;
    const tally = await tallyOf(communities);
    report({ fault: 'redis_wiped', driver: 'bullmq', pending, ...tally, recovered_ms: rounded(recovered), jobs });
    expect(tally).toMatchObject({ lost: 0, doubled: 0, foreign: 0 });
    expect(pending).toBeGreaterThan(tasks * 0.8);
    expect(recovered).toBeLessThan(bar);
    expect((await stage.doctor()).differences).toBe(0);
  });
});
