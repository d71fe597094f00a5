import { setTimeout as pause } from 'node:timers/promises';
import { addOldPosts, oldWord, oldWords } from '../support/faults/old-posts.js';
import { useFaultStage } from '../support/faults/use-fault-stage.js';
import { describeWithService } from '../support/jest/service.js';
import { useOpenSearch } from '../support/opensearch-server.js';
import { Community } from './community.js';
import { byLength, mostMs } from './length.js';
import { median, report, rounded } from './line.js';
import { SearchMirror } from './search-mirror.js';
import { Searchers } from './searchers.js';
import { tallyOf, whenSettled } from './tally.js';
import { untilTrue, Wire } from './wire.js';

jest.setTimeout(mostMs);

const { rounds, documents, writes } = byLength({
  short: { rounds: 1, documents: 300, writes: 40 },
  part: { rounds: 2, documents: 3_000, writes: 100 },
  full: { rounds: 3, documents: 100_000, writes: 200 },
});
/** So long may it take until OpenSearch has everything again. */
const bar = 120_000;
const oldMark = 'long';

describeWithService(
  'opensearch',
  'index_wiped: somebody deletes the index while members write and search',
  ({ url }) => {
    const search = useOpenSearch(url);
    const stage = useFaultStage(undefined, () => search().settings);
    let wire: Wire;
    beforeAll(() => {
      wire = new Wire(stage.port);
    });
    afterAll(() => wire?.close());

    const schemaOf = async ({ mark }: Community): Promise<string> => {
      const [row] = await stage.tasks.query<{ schema: string }>('select schema from platform.tenant where slug = $1', [
        mark,
      ]);
      return row!.schema;
    };

    /** As its administrator has it done. */
    const indexAgain = async ({ host }: Community): Promise<void> => {
      const body = { username: 'keeper', password: 'keeper-password' };
      const { token } = await wire.call<{ token: string }>({ host, method: 'POST', path: '/v1/auth/login', body });
      await wire.call({ host, path: '/v1/sync/index', token });
    };

    it('nobody who searches notices, and it is whole again by itself', async () => {
      const communities = [await Community.found(wire, stage.operatorToken)];
      communities.push(await Community.found(wire, stage.operatorToken));
      const [large, other] = communities as [Community, Community];
      const schemas = await Promise.all(communities.map(schemaOf));
      const mirror = new SearchMirror(search(), stage.tasks, schemas);
      await addOldPosts(stage.database.url, schemas[0]!, oldMark, documents);
      await stage.startWorkers('in-process', 2);
      await indexAgain(large);
      for (const community of communities) await community.write(writes);
      await untilTrue(async () => (await mirror.isWholeBut(null)) && (await mirror.hasAllRows()), mostMs / 2);
      await whenSettled(communities, 60_000);

      const searchers = new Searchers(large, other, {
        word: (number) => oldWord(oldMark, number),
        each: documents / oldWords,
      });
      let over = false;
      const writing = Promise.all(
        communities.map(async (community) => {
          for (; !over; await pause(50)) await community.write(4, 2);
        }),
      );
      const recovered: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const lost = await mirror.uuid();
        await search().wipe();
        recovered.push(await untilTrue(() => mirror.isWholeBut(lost), 2 * bar));
        await pause(1_500); // so that it is searched again
      }
      const answered = await mirror.answered();
      over = true;
      await writing;
      const searched = await searchers.stop();
      await whenSettled(communities, 60_000);
      const tally = await tallyOf(communities);
      const line = { fault: 'index_wiped', driver: 'opensearch', rounds, documents, ...tally, ...searched };
      const foreign = tally.foreign + searched.foreign;
      report({ ...line, foreign, lost: tally.lost + searched.missed, recovered_ms: rounded(median(recovered)) });
      expect(searchers.failures).toEqual([]);
      expect({ ...tally, ...searched }).toMatchObject({ lost: 0, doubled: 0, foreign: 0, failed: 0, missed: 0 });
      expect(Math.max(...recovered)).toBeLessThan(bar);
      expect(searched.searches).toBeGreaterThan(oldWords);
      expect(answered).toBeGreaterThan(0);
      await untilTrue(() => mirror.hasAllRows(), 30_000);
      const { differences, found } = await stage.doctor();
      expect({ differences, found }).toEqual({ differences: 0, found: [] });
    });
  },
);
