import type { Driver, Worker } from '../support/faults/fault-stage.js';
import type { Held } from '../support/faults/task-table.js';
import { useFaultStage, withEachDriver } from '../support/faults/use-fault-stage.js';
import { Community, tasksPerWrite } from './community.js';
import { byLength, mostMs } from './length.js';
import { median, report, rounded } from './line.js';
import { tallyOf, whenSettled } from './tally.js';
import { untilTrue, Wire } from './wire.js';

jest.setTimeout(mostMs);

const { rounds, tasks } = byLength({
  short: { rounds: 3, tasks: 600 },
  part: { rounds: 6, tasks: 1_500 },
  full: { rounds: 50, tasks: 10_000 },
});
const crew = 3;

describe('worker_kill: workers killed by SIGKILL while they work', () => {
  const stage = useFaultStage();
  let wire: Wire;
  beforeAll(() => {
    wire = new Wire(stage.port);
  });
  afterAll(() => wire?.close());

  /** The one that holds most now. */
  const oneAtWork = async (): Promise<Worker> => {
    let chosen: Worker | undefined;
    const look = async (): Promise<boolean> => {
      const number = await stage.tasks.busiestWorker();
      chosen = [...stage.workers].find((worker) => worker.number === number);
      return chosen !== undefined;
    };
    await untilTrue(look, 20_000, 2);
    return chosen!;
  };

  /** Answers after how long none of what it held was lying about any more; null when it held nothing by then. */
  const killed = async (worker: Worker): Promise<number | null> => {
    await stage.kill(worker);
    const since = performance.now();
    const held: Held[] = await stage.tasks.heldBy(worker.number);
    if (!held.length) return null;
    await untilTrue(async () => (await stage.tasks.stillLost(held)) === 0, 60_000, 25);
    return performance.now() - since;
  };

  const run = async (driver: Driver, communities: readonly Community[]): Promise<(number | null)[]> => {
    await stage.startWorkers(driver, crew);
    const writes = Math.ceil(tasks / tasksPerWrite / rounds / communities.length);
    const recovered: Promise<number | null>[] = [];
    let replaced: Promise<unknown> = Promise.resolve();
    for (let round = 0; round < rounds; round += 1) {
      await replaced;
      const writing = Promise.all(communities.map((community) => community.write(writes)));
      recovered.push(killed(await oneAtWork()));
      replaced = stage.startWorker(driver);
      await writing;
    }
    await replaced;
    return Promise.all(recovered);
  };

  withEachDriver((driver) => {
    it('every effect is there once, and none is lost', async () => {
      const communities = [await Community.found(wire, stage.operatorToken)];
      communities.push(await Community.found(wire, stage.operatorToken));
      const before = await stage.tasks.made();
      const recovered = (await run(driver, communities)).filter((ms) => ms !== null);
      const settled = await whenSettled(communities, 90_000);
      const tally = await tallyOf(communities);
      const made = (await stage.tasks.made()) - before;
      const times = { recovered_ms: rounded(median(recovered)), settled_ms: rounded(settled) };
      report({ fault: 'worker_kill', driver, rounds, tasks: made, ...tally, ...times, held: recovered.length });
      expect(tally).toMatchObject({ lost: 0, doubled: 0, foreign: 0 });
      expect(made).toBeGreaterThanOrEqual(tasks * 0.95);
      expect(recovered.length).toBeGreaterThan(rounds / 2); // else the kills met idle workers
      expect((await stage.doctor()).differences).toBe(0);
    });
  });
});
