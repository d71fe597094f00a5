import type { Id } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { SearchStore } from '#kernel/search-index';
import { describeWithService } from '../../../test/support/jest/service.js';
import { pause } from '../../../test/support/npm-start.js';
import { useOpenSearch } from '../../../test/support/opensearch-server.js';
import type { Person } from '../../../test/support/person.js';
import { ranToItsEnd, storedIds } from '../../../test/support/search-runs.js';
import { bootApi, type TestCommunity, useCommunity } from '../../../test/support/use-community.js';
import { mirrored } from '../../../test/support/use-mirror.js';
import { Config } from '#kernel/config';
import { ownHome, SearchKeeper, SearchRuns, sharedHome as sharedHomeOf } from './index.js';
import { MoveLargeTenants } from './tenant-moves-nightly.handler.js';

jest.setTimeout(180_000);

const sharedHome = sharedHomeOf('main');

describeWithService('opensearch', 'the move of a community to another index', ({ url }) => {
  const search = useOpenSearch(url);
  const config = () => search().config({ OPENSEARCH_OWN_INDEX: '15' });
  const community = useCommunity((builder) => builder.overrideProvider(Config).useValue(config()));
  let neighbour: TestCommunity;
  let ada: Person;
  const store = () => community.app.get<SearchStore>(SearchStore);
  const place = ({ tenant } = community as Pick<TestCommunity, 'tenant'>) => ({ cluster: 'main', role: tenant.role });
  const own = () => ownHome(community.tenant.id);
  const indexOf = async (home: string) => (await store().list()).find((index) => index.home === home);
  const countIn = async (home: string, { tenant } = community as Pick<TestCommunity, 'tenant'>) => {
    const index = await indexOf(home);
    return index ? store().countTenant(index, tenant.id) : null;
  };
  const stored = (home: string, words: string): Promise<readonly Id[]> => storedIds(community, home, words);
  const total = async () =>
    ((await ada.get('/v1/posts?query=roaming')) as { pager: { total_rows: number } }).pager.total_rows;

  beforeAll(async () => {
    ada = await community.member('ada');
    for (let number = 0; number < 20; number += 1) await ada.posts(`roaming ${number}`);
    neighbour = await community.neighbour();
    await (await neighbour.member('bob')).posts('roaming next door');
    await mirrored(community, search());
    await mirrored(neighbour, search());
  });

  /** The move, while another process does the tasks, and members write and search. */
  async function movesUnderWrites(home: string, word: string): Promise<{ written: Id[]; answers: number[] }> {
    const worker = await bootApi((builder) => builder.overrideProvider(Config).useValue(config()));
    await worker.app.get(Dispatcher).start();
    const [written, answers]: [Id[], number[]] = [[], []];
    let over = false;
    const writing = (async () => {
      for (; !over; await pause(20)) written.push((await ada.posts(`${word} ${written.length}`)).id);
    })();
    const searching = (async () => {
      for (; !over; await pause(5)) answers.push(await total());
    })();
    try {
      const id = await community.app.get(SearchRuns).move('spec', place(), home);
      for (; ; await pause(50)) {
        await community.app.get(SearchKeeper).turn();
        const run = (await community.app.get(SearchRuns).find(id))!;
        if (run.state === 'running') continue;
        expect(run).toMatchObject({ what: 'move', home, state: 'finished', done: 1, tenants: 1, error: null });
        return { written, answers };
      }
    } finally {
      over = true;
      await Promise.all([writing, searching]);
      await worker.app.close();
    }
  }

  it('has it searched and written there, and leaves nothing behind; others stay', async () => {
    const before = await countIn(sharedHome, neighbour);
    const { written, answers } = await movesUnderWrites(own(), 'departing');
    await mirrored(community, search());
    expect(answers.length).toBeGreaterThan(5);
    expect(new Set(answers)).toEqual(new Set([20]));
    expect(await stored(own(), 'roaming')).toHaveLength(20);
    expect((await stored(own(), 'departing')).toSorted((one, other) => one - other)).toEqual(written.slice(-100));
    expect(await countIn(sharedHome)).toBe(0);
    expect(await countIn(sharedHome, neighbour)).toBe(before);
    expect(await countIn(own(), neighbour)).toBe(0);
  });

  it('brings it back, and drops the index of its own', async () => {
    const { written, answers } = await movesUnderWrites(sharedHome, 'returning');
    await mirrored(community, search());
    expect(new Set(answers)).toEqual(new Set([20]));
    expect(await stored(sharedHome, 'roaming')).toHaveLength(20);
    expect((await stored(sharedHome, 'returning')).toSorted((one, other) => one - other)).toEqual(written.slice(-100));
    expect(await countIn(own())).toBeNull();
  });

  it('ends where another one is asked for meanwhile', async () => {
    const runs = community.app.get(SearchRuns);
    const first = await runs.move('spec', place(), own());
    await community.app.get(SearchKeeper).turn();
    expect(await runs.move('spec', place(), own())).toBe(first);
    const second = await runs.move('spec', place(), sharedHome);
    expect(await ranToItsEnd(community, second)).toMatchObject({ state: 'finished', done: 1 });
    expect(await runs.find(first)).toMatchObject({ state: 'failed', done: 0, error: 'Another move was asked for.' });
    await community.app.get(SearchKeeper).turn();
    expect(await countIn(own())).toBeNull();
    expect(await stored(sharedHome, 'roaming')).toHaveLength(20);
  });

  it('is made at night for whoever has very many documents, and for nobody else', async () => {
    const roles = [community.tenant.role, neighbour.tenant.role] as (string | null)[];
    const planned = async () =>
      (await community.app.get(SearchRuns).list(null, 100)).filter(
        ({ by, role }) => by === 'schedule' && roles.includes(role),
      );
    await community.app.get(MoveLargeTenants).handle();
    const moves = await planned();
    expect(moves).toMatchObject([{ what: 'move', home: own(), role: community.tenant.role, state: 'running' }]);
    await ranToItsEnd(community, moves[0]!.id);
    expect([await countIn(sharedHome), (await stored(own(), 'roaming')).length]).toEqual([0, 20]);
    await community.app.get(MoveLargeTenants).handle();
    expect(await planned()).toHaveLength(1);
  });
});
