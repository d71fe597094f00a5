import { setTimeout as pause } from 'node:timers/promises';
import { useFaultStage } from '../support/faults/use-fault-stage.js';
import { describeWithService } from '../support/jest/service.js';
import { Community } from './community.js';
import { byLength, mostMs } from './length.js';
import { report, rounded } from './line.js';
import { Probe } from './probe.js';
import { tallyOf, whenSettled } from './tally.js';
import { Wire } from './wire.js';

jest.setTimeout(mostMs);

const { rounds, seconds, probes } = byLength({
  short: { rounds: 1, seconds: 1, probes: 3 },
  part: { rounds: 1, seconds: 3, probes: 10 },
  full: { rounds: 5, seconds: 5, probes: 20 },
});

/** A task that was on its way when Redis went waits for its deadline of 15 s; nothing waits longer. */
const longest = 20_000;

describeWithService('redis', 'redis_gone: Redis is killed, or takes connections and never answers', () => {
  const stage = useFaultStage();
  let wire: Wire;
  beforeAll(() => {
    wire = new Wire(stage.port);
  });
  afterAll(() => wire?.close());

  it('nothing changes but the time it takes', async () => {
    const community = await Community.found(wire, stage.operatorToken);
    const probe = await Probe.in(await Community.found(wire, stage.operatorToken));
    await stage.startWorkers('bullmq', 2);
    const slowest = { calm_ms: 0, gone_ms: 0, silent_ms: 0, back_ms: 0 };
    let over = false;
    const writing = (async () => {
      while (!over) await community.write(20, 4);
    })();
    const watch = async (phase: keyof typeof slowest): Promise<void> => {
      await pause(seconds * 1_000);
      for (let number = 0; number < probes; number += 1)
        slowest[phase] = Math.max(slowest[phase], (await probe.take()).message);
    };
    for (let round = 0; round < rounds; round += 1) {
      await watch('calm_ms');
      await stage.redis.kill();
      await watch('gone_ms');
      await stage.redis.run();
      await watch('back_ms');
      stage.redis.signal('SIGSTOP');
      await watch('silent_ms');
      stage.redis.signal('SIGCONT');
      await watch('back_ms');
    }
    over = true;
    await writing;
    const settled = await whenSettled([community, probe.community], 60_000);
    const tally = await tallyOf([community, probe.community]);
    const times = Object.fromEntries(Object.entries(slowest).map(([phase, ms]) => [phase, rounded(ms)]));
    report({ fault: 'redis_gone', driver: 'bullmq', rounds, ...tally, ...times, settled_ms: rounded(settled) });
    expect(tally).toMatchObject({ lost: 0, doubled: 0, foreign: 0 });
    expect(community.posts.length).toBeGreaterThan(20);
    expect(Math.max(...Object.values(slowest))).toBeLessThan(longest);
    expect((await stage.doctor()).differences).toBe(0);
  });
});
