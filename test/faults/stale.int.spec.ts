import { AppProcess } from '../support/faults/app-process.js';
import type { FaultStage } from '../support/faults/fault-stage.js';
import { useFaultStage } from '../support/faults/use-fault-stage.js';
import { freePort } from '../support/npm-start.js';
import { propertySeed } from '../support/property-seed.js';
import { byLength, mostMs } from './length.js';
import { report, rounded } from './line.js';
import { lateness } from './stale-facts.js';
import { foundCommunities } from './stale-founding.js';
import { StaleRun } from './stale-run.js';
import { type Web, WebWire } from './stale-wire.js';
import { untilTrue } from './wire.js';

jest.setTimeout(byLength({ short: mostMs, part: mostMs, full: 3 * mostMs }));

/** Of each arrangement. Where others use the machine, the time ends it: `most`, in milliseconds. */
const { tenants, reads, most } = byLength({
  short: { tenants: 12, reads: 10_000, most: 20_000 },
  part: { tenants: 20, reads: 10_000, most: 10_000 },
  full: { tenants: 50, reads: 500_000, most: Infinity },
});

/** Of every process, so that they are one deployment. */
const settings: Readonly<Record<string, string>> = {
  DATABASE_NAMESPACE: '',
  LISTEN_HOST: '127.0.0.1',
  SECRET_KEY: 'a key that only the tests know, 32+ characters',
  PASSWORD_COST: 'lowest',
  RATE_LIMITS: '0',
  DEMO: '0',
  REDIS_URL: '',
};

/** Two processes that answer: each on a port of its own, so that one can be asked for what the other has written, or as they are run. */
const arrangements = ['apart', 'together'] as const;

type Processes = Web & { stop(): Promise<void> };

/** The one of the stage and another one beside it. */
async function startApart(stage: FaultStage): Promise<Processes> {
  const port = await freePort();
  const own = { PORT: String(port), DATA_DIR: stage.folder, DATABASE_URL: stage.database.url };
  const other = await AppProcess.start('api', { ...settings, ...own, OPERATOR_TOKEN: stage.operatorToken });
  return { ports: [stage.port, port], isShared: false, stop: () => other.kill() };
}

/** Both are of the stage. */
const shared = ({ port }: FaultStage): Processes => ({ ports: [port], isShared: true, stop: () => Promise.resolve() });

describe.each(arrangements)('stale: what members see of two processes %s is what was written', (arrangement) => {
  const isApart = arrangement === 'apart';
  const stage = useFaultStage(undefined, () => ({ ...settings, ...(!isApart && { WEB_CONCURRENCY: '2' }) }));
  let web: Processes;
  let wire: WebWire;
  beforeAll(async () => {
    web = isApart ? await startApart(stage) : shared(stage);
    wire = new WebWire(web);
  });
  afterAll(async () => {
    wire?.close();
    await web?.stop();
  });

  it(`in ${reads} answers while members write, hide, block, ban and delete`, async () => {
    await stage.startWorker('in-process');
    const operator = { host: 'platform.localhost', token: stage.operatorToken };
    const communities = await foundCommunities(wire, operator, tenants);
    const run = new StaleRun(communities, wire, operator, propertySeed('stale'));
    await run.run(reads, most);
    const { tally, findings } = run.reader;
    const counts = { ...tally, writes: run.writes.writes, tenants, processes: 2 };
    report({ fault: 'stale', arrangement, ...counts, latest_ms: rounded(lateness.most) });
    expect(run.writes.refused).toEqual([]);
    expect(findings).toEqual([]);
    expect(tally).toMatchObject({ stale: 0, foreign: 0 });
    await untilTrue(async () => (await stage.tasks.pending()) === 0, 60_000);
    expect((await stage.doctor()).differences).toBe(0);
  });
});
