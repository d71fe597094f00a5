import { useFaultStage, withEachDriver } from '../support/faults/use-fault-stage.js';
import { Community, tasksPerWrite } from './community.js';
import { byLength, mostMs } from './length.js';
import { median, report, rounded } from './line.js';
import { Probe } from './probe.js';
import { tallyOf, whenSettled } from './tally.js';
import { untilTrue, Wire } from './wire.js';

jest.setTimeout(mostMs);

const { tasks, probes } = byLength({
  short: { tasks: 1_200, probes: 3 },
  part: { tasks: 3_000, probes: 5 },
  full: { tasks: 20_000, probes: 15 },
});
/** So long may the one task of the other community wait, in milliseconds. */
const bar = 2_000;

describe('flood_first_start: one community has all the tasks, another has one', () => {
  const stage = useFaultStage();
  let wire: Wire;
  beforeAll(() => {
    wire = new Wire(stage.port);
  });
  afterAll(() => wire?.close());

  const timesOf = async (probe: Probe): Promise<number[]> => {
    const times: number[] = [];
    while (times.length < probes) times.push((await probe.take()).message);
    return times;
  };

  withEachDriver((driver) => {
    it('the one does not wait for the others', async () => {
      const flooding = await Community.found(wire, stage.operatorToken);
      const probe = await Probe.in(await Community.found(wire, stage.operatorToken));
      await flooding.write(Math.ceil(tasks / tasksPerWrite));
      const flood = await stage.tasks.pending();
      const [worker] = await stage.startWorkers(driver, 1);
      await untilTrue(async () => (await stage.tasks.heldBy(worker!.number)).length > 0, 20_000, 5);
      const flooded = await timesOf(probe);
      const left = await stage.tasks.pending();
      await whenSettled([flooding, probe.community], 240_000);
      const calm = await timesOf(probe);
      const tally = await tallyOf([flooding, probe.community]);
      const [slowest, middle, usual] = [Math.max(...flooded), median(flooded), median(calm)].map((ms) =>
        rounded(ms, 1),
      );
      const ratio = rounded(middle! / usual!, 2);
      const times = { first_start_ms: middle, slowest_ms: slowest, calm_ms: usual, ratio };
      report({ fault: 'flood_first_start', driver, flood, left, ...tally, ...times });
      expect(tally).toMatchObject({ lost: 0, doubled: 0, foreign: 0 });
      expect(flood).toBeGreaterThan(tasks * 0.95);
      expect(left).toBeGreaterThan(0); // else the last ones met no flood
      expect(slowest).toBeLessThan(bar);
      expect((await stage.doctor()).differences).toBe(0);
    });
  });
});
