import { setTimeout as pause } from 'node:timers/promises';
import { RowLock } from '../support/faults/row-lock.js';
import type { Driver } from '../support/faults/fault-stage.js';
import { useFaultStage, withEachDriver } from '../support/faults/use-fault-stage.js';
import { Community } from './community.js';
import { byLength, mostMs } from './length.js';
import { median, report, rounded } from './line.js';
import { Readers, tallyOf, whenSettled } from './tally.js';
import { untilTrue, Wire } from './wire.js';

jest.setTimeout(mostMs);

const rounds = byLength({ short: 1, part: 1, full: 3 });
/** The one where the fence has to be kept through Redis too; each takes as long as a lease. */
const drivers: readonly Driver[] = byLength({ short: ['bullmq'], part: ['bullmq'], full: ['in-process', 'bullmq'] });
/** Locks are waited for 10 s, and a unit of work that does nothing ends after 30: so it has time until others took over. */
const heldUp = 5_000;

describe('late_worker: one that stands still past its lease, and then goes on', () => {
  const stage = useFaultStage();
  let wire: Wire;
  beforeAll(() => {
    wire = new Wire(stage.port);
  });
  afterAll(() => wire?.close());

  /** Answers after how long somebody else had made the effect. */
  const holdUp = async (driver: Driver, community: Community, lock: RowLock): Promise<number> => {
    const readers = new Readers(community);
    const late = await stage.startWorker(driver);
    await untilTrue(async () => (await lock.waiting()) > 0, 20_000, 10);
    late.process.signal('SIGSTOP');
    const since = performance.now();
    await stage.startWorker(driver);
    await pause(heldUp - (performance.now() - since));
    await lock.release(); // the database goes on with what the one that stands still has asked
    await untilTrue(() => readers.haveAll(), 60_000);
    const tookOver = performance.now() - since;
    expect(await lock.unitsBehind()).toHaveLength(1); // it is inside of its task still
    await lock.letTwins(true);
    late.process.signal('SIGCONT');
    await untilTrue(async () => (await lock.unitsBehind()).length === 0, 20_000, 10);
    await pause(1_500); // a count of messages may be a second old
    expect(await readers.haveAll()).toBe(true);
    await lock.letTwins(false);
    return tookOver;
  };

  const round = async (driver: Driver, community: Community): Promise<number> => {
    const [post] = community.posts;
    await community.writeComment(post!);
    const lock = await RowLock.take(stage.database.url, community.host, post!.id);
    try {
      return await holdUp(driver, community, lock);
    } finally {
      await lock.close();
      await stage.killWorkers();
    }
  };

  withEachDriver((driver) => {
    if (!drivers.includes(driver)) return;
    it('its late write is refused', async () => {
      const community = await Community.found(wire, stage.operatorToken);
      await community.write(12);
      const first = await stage.startWorker(driver);
      await whenSettled([community], 60_000);
      await stage.kill(first);
      const times: number[] = [];
      while (times.length < rounds) times.push(await round(driver, community));
      const tally = await tallyOf([community]);
      report({ fault: 'late_worker', driver, rounds, ...tally, recovered_ms: rounded(median(times)) });
      expect(tally).toMatchObject({ lost: 0, doubled: 0, foreign: 0 });
      expect(Math.min(...times)).toBeGreaterThan(15_000); // earlier, nobody had a right to it
      expect((await stage.doctor()).differences).toBe(0);
    });
  });
});
