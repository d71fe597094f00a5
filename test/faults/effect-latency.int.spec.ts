import { manyTenants } from '../support/faults/many-tenants.js';
import { useFaultStage, withEachDriver } from '../support/faults/use-fault-stage.js';
import { Community } from './community.js';
import { byLength, mostMs } from './length.js';
import { percentile, report, rounded } from './line.js';
import { Probe } from './probe.js';
import { tallyOf, whenSettled } from './tally.js';
import { inParallel, Wire } from './wire.js';

jest.setTimeout(mostMs);

const { tenants, asked, posts, backlog } = byLength({
  short: { tenants: 50, asked: 10, posts: 20, backlog: 100 },
  part: { tenants: 150, asked: 20, posts: 40, backlog: 500 },
  full: { tenants: 1_000, asked: 100, posts: 300, backlog: 3_000 },
});
/** For 19 of 20, in milliseconds. */
const bar = 1_000;

describe('effect_latency: from a post to what others see of it, while one of many communities is flooding', () => {
  const stage = useFaultStage();
  let wire: Wire;
  let hosts: string[];
  beforeAll(async () => {
    wire = new Wire(stage.port);
    hosts = await manyTenants(stage.database.url, tenants);
  }, mostMs);
  afterAll(() => wire?.close());

  /** Some that lie far from one another, two members in each. */
  const someProbes = async (): Promise<Probe[]> => {
    const probes: Probe[] = [];
    await inParallel(asked, 4, async (index) => {
      const host = hosts.splice(Math.floor((index * hosts.length) / asked), 1)[0]!;
      probes.push(await Probe.in(await Community.settle(wire, host, undefined, 2)));
    });
    return probes;
  };

  withEachDriver((driver) => {
    it('message and search result are there in a second', async () => {
      const probes = await someProbes();
      const flooding = await Community.found(wire, stage.operatorToken);
      await flooding.write(backlog);
      await stage.startWorkers(driver, 2);
      let over = false;
      const writing = (async () => {
        while (!over) await flooding.write(16, 4);
      })();
      const [messages, searches]: [number[], number[]] = [[], []];
      for (let number = 0; number < posts; number += 1) {
        const { message, search } = await probes[number % probes.length]!.take();
        messages.push(message);
        searches.push(search);
      }
      over = true;
      await writing;
      const communities = [flooding, ...probes.map(({ community }) => community)];
      await whenSettled(communities, 240_000);
      const tally = await tallyOf(communities);
      const p95 = { message_p95_ms: percentile(messages, 0.95), search_p95_ms: percentile(searches, 0.95) };
      const p50 = { message_p50_ms: percentile(messages, 0.5), search_p50_ms: percentile(searches, 0.5) };
      const times = Object.fromEntries(Object.entries({ ...p50, ...p95 }).map(([name, ms]) => [name, rounded(ms)]));
      report({ fault: 'effect_latency', driver, tenants, posts, flood: flooding.posts.length, ...tally, ...times });
      expect(tally).toMatchObject({ lost: 0, doubled: 0, foreign: 0 });
      expect(p95.message_p95_ms).toBeLessThan(bar);
      expect(p95.search_p95_ms).toBeLessThan(bar);
      expect((await stage.doctor()).differences).toBe(0);
    });
  });
});
