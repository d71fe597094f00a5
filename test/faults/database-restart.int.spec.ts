import { setTimeout as pause } from 'node:timers/promises';
import { FaultServer } from '../support/faults/fault-database.js';
import { useFaultStage, withEachDriver } from '../support/faults/use-fault-stage.js';
import { Community } from './community.js';
import { byLength, mostMs } from './length.js';
import { median, report, rounded } from './line.js';
import { Probe } from './probe.js';
import { tallyOf, whenSettled } from './tally.js';
import { untilTrue, Wire } from './wire.js';

jest.setTimeout(mostMs);

const { rounds, seconds } = byLength({
  short: { rounds: 1, seconds: 1 },
  part: { rounds: 1, seconds: 2 },
  full: { rounds: 5, seconds: 4 },
});

describe('database_restart: PostgreSQL crashes and starts again, or drops every connection', () => {
  let server: FaultServer;
  const stage = useFaultStage(async () => (server = await FaultServer.start()));
  let wire: Wire;
  beforeAll(() => {
    wire = new Wire(stage.port);
  });
  afterAll(() => wire?.close());

  const faults = [
    async () => {
      await server.crash();
      await server.startAgain();
    },
    () => stage.tasks.dropOtherConnections(),
  ];

  withEachDriver((driver) => {
    it('nothing is lost', async () => {
      const community = await Community.found(wire, stage.operatorToken);
      const probe = await Probe.in(await Community.found(wire, stage.operatorToken));
      await stage.startWorkers(driver, 2);
      let over = false;
      const writing = (async () => {
        while (!over) await community.write(30, 6);
      })();
      const recovered: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        for (const fault of faults) {
          await pause(seconds * 1_000);
          await untilTrue(async () => (await stage.tasks.busiestWorker()) !== undefined, 20_000, 2);
          await fault();
          const since = performance.now();
          await probe.take();
          recovered.push(performance.now() - since);
        }
      }
      over = true;
      await writing;
      const settled = await whenSettled([community, probe.community], 90_000);
      const tally = await tallyOf([community, probe.community]);
      const times = { recovered_ms: rounded(median(recovered)), settled_ms: rounded(settled) };
      report({ fault: 'database_restart', driver, rounds: recovered.length, ...tally, ...times });
      expect(tally).toMatchObject({ lost: 0, doubled: 0, foreign: 0 });
      expect(community.posts.length).toBeGreaterThan(10 * recovered.length);
      expect((await stage.doctor()).differences).toBe(0);
    });
  });
});
