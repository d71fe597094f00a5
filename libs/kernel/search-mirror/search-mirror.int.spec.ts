import { type Id, PlatformDatabase } from '#kernel/database';
import { Dispatcher, Reconciler } from '#kernel/jobs';
import { Metrics } from '#kernel/metrics';
import { type Attachment, OwnSearchIndex, SearchSource, SearchStore } from '#kernel/search-index';
import { behind } from '../../../test/support/behind.js';
import { indexed, insideOf } from '../../../test/support/indexed.js';
import { describeWithService } from '../../../test/support/jest/service.js';
import { pause } from '../../../test/support/npm-start.js';
import { useOpenSearch } from '../../../test/support/opensearch-server.js';
import type { Person } from '../../../test/support/person.js';
import { ranToItsEnd } from '../../../test/support/search-runs.js';
import { bootApi, communityOf, type TestCommunity, useCommunity } from '../../../test/support/use-community.js';
import { isMirrored, mirrored } from '../../../test/support/use-mirror.js';
import { HomeCare } from './home-care.js';
import { SearchKeeper, SearchRuns, SearchStatus } from './index.js';
import { putFound } from './mirror-targets.js';

jest.setTimeout(120_000);

/** What only the store can find: the own index is emptied for the time of the question. */
const storeFinds = async (community: TestCommunity, words: string): Promise<readonly Id[]> => {
  const own = community.app.get(OwnSearchIndex);
  const withoutOwn = jest.spyOn(own, 'search').mockResolvedValue({ ids: [], total: 0 });
  try {
    return await indexed(community)('post', words);
  } finally {
    withoutOwn.mockRestore();
  }
};

describeWithService('opensearch', 'the mirror of search', ({ url }) => {
  const search = useOpenSearch(url);
  const community = useCommunity((builder) => search().change(builder));
  const catchUp = () => mirrored(community, search());
  const status = () => community.app.get(SearchStatus).read();
  /** Other suites of the same database may have left communities with a home of their own. */
  const shared = async () => (await status()).homes.find(({ home }) => home === 'main')!;
  const query = (sql: string, values: unknown[] = []) => community.app.get(PlatformDatabase).query(sql, values);
  /** Some time ago, and without a task. */
  const noteChanged = (ids: readonly Id[]) =>
    behind(community)(
      `insert into cluster.search_change (kind, id, changed_at)
       select 'post', unnest($1::bigint[]), now() - interval '6 seconds'`,
      [ids],
    );
  const edit = (id: Id, content: string) =>
    ada.post('/v1/post/edit', { id, contents: [{ content, type: 2, sort: 0 }], tags: [], users: [] });
  let ada: Person;
  beforeAll(async () => {
    ada = await community.member('ada');
    await catchUp();
  });

  it('has what is posted, changed and deleted, whatever comes late', async () => {
    const { id } = await ada.posts('mirrored herons');
    await community.settle(); // what is sent is found: nobody has to wait for a refresh
    expect(await storeFinds(community, 'mirrored')).toEqual([id]);
    const before = await insideOf(community)(() => community.app.get(SearchSource).read('post', [id]));
    await edit(id, 'mirrored eagles');
    await community.settle();
    expect([await storeFinds(community, 'herons'), await storeFinds(community, 'eagles')]).toEqual([[], [id]]);
    const late = () => insideOf(community)(() => putFound(community.app.get(SearchStore).current('main'), before));
    await late();
    await search().refresh();
    expect([await storeFinds(community, 'herons'), await storeFinds(community, 'eagles')]).toEqual([[], [id]]);
    await ada.delete('/v1/post', { id });
    await community.settle();
    await late();
    await search().refresh();
    expect(await storeFinds(community, 'mirrored')).toEqual([]);
  });

  it('is asked for members and topics too', async () => {
    await ada.posts('about #wetlands', { tags: ['wetlands'] });
    await catchUp();
    const own = jest.spyOn(community.app.get(OwnSearchIndex), 'search').mockRejectedValue(new Error('Not asked.'));
    expect(await indexed(community)('member', 'ada')).toEqual([ada.id]);
    expect(await indexed(community)('topic', 'wetlands')).toHaveLength(1);
    own.mockRestore();
  });

  it('is made again when it is lost, and PostgreSQL is searched meanwhile', async () => {
    const { id } = await ada.posts('kept in spite of all');
    await catchUp();
    await search().wipe();
    expect(await indexed(community)('post', 'spite')).toEqual([id]);
    const { id: later } = await ada.posts('spite of this');
    await community.app.get(SearchKeeper).turn();
    await community.settle();
    expect(await isMirrored(community)).toBe(false);
    expect(await indexed(community)('post', 'spite')).toEqual([later, id]);
    await catchUp();
    expect(await storeFinds(community, 'spite')).toEqual([later, id]);
    expect(await status()).toMatchObject({ driver: 'opensearch', isUp: true, changes: 0, errors: [] });
  });

  const role = () => community.tenant.role;
  it.each([
    ['reconciled', () => community.app.get(Reconciler).request('spec', role())],
    [
      'made anew for the community',
      () => community.app.get(SearchRuns).rebuild('spec', { cluster: 'main', role: role() }),
    ],
  ])('gets back what somebody has removed or changed in it, when it is %s', async (_, ask: () => Promise<unknown>) => {
    const ids = [(await ada.posts('compared one')).id, (await ada.posts('compared two')).id];
    await catchUp();
    const store = community.app.get(SearchStore).current('main');
    const ghost = { kind: 'post', revision: 9, authorId: 1, visibility: 90, isTop: false, heat: 0, has: [] } as const;
    const said = {
      createdAt: new Date(),
      activeAt: new Date(),
      titles: [],
      texts: ['compared ghost'],
      tags: [],
      names: [],
    };
    await insideOf(community)(async () => {
      await store.discard('post', [ids[0]!]);
      await store.put([
        { ...ghost, ...said, id: 777_777 },
        { ...ghost, ...said, id: ids[1]!, revision: 999 },
      ]);
    });
    await search().refresh();
    expect(await storeFinds(community, 'compared ghost')).toEqual([777_777, ids[1]]);
    await ask();
    await community.settle();
    expect(await isMirrored(community)).toBe(true); // it is searched while it is compared
    await search().refresh();
    expect((await storeFinds(community, 'compared')).slice(0, 2)).toEqual([ids[1], ids[0]]);
    expect(await storeFinds(community, 'ghost')).toEqual([]);
  });

  it('is not believed while changes wait for too long', async () => {
    const { id } = await ada.posts('waiting room');
    await catchUp();
    await noteChanged([id]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await storeFinds(community, 'waiting')).toEqual([]);
    expect(await indexed(community)('post', 'waiting')).toEqual([id]);
    const { behind: late, changes, oldestChange } = await status();
    expect([late, changes, oldestChange! >= 6]).toEqual([1, 1, true]);
    await catchUp(); // the keeper finds the change that has no task
    expect(await storeFinds(community, 'waiting')).toEqual([id]);
  });

  it('shows a neighbour in the same index nothing', async () => {
    const neighbour = await community.neighbour();
    const eve = await neighbour.member('eve');
    const [ours, theirs] = [await ada.posts('shared shelf'), await eve.posts('shared shelf')];
    await catchUp();
    await mirrored(neighbour, search());
    expect(await storeFinds(community, 'shared')).toEqual([ours.id]);
    expect(await storeFinds(neighbour, 'shared')).toEqual([theirs.id]);
    const roles = [community.tenant.role, neighbour.tenant.role];
    const fills = 'select distinct index_name as index from cluster.search_fill where tenant_role = any($1)';
    expect(await query(fills, [roles])).toEqual([{ index: (await shared()).index }]);
  });

  it('is filled anew when it has been away from the settings for a while', async () => {
    const { id } = await ada.posts('setting one');
    await catchUp();
    const without = await bootApi();
    try {
      const same = communityOf(without, community.tenant);
      const writer = Object.assign(same.guest, { token: ada.token });
      const { id: other } = await writer.posts('setting two');
      await without.app.get(Dispatcher).settle();
      expect(await indexed(same)('post', 'setting')).toEqual([other, id]);
      expect(await isMirrored(community)).toBe(false);
      await catchUp();
      expect(await storeFinds(community, 'setting')).toEqual([other, id]);
    } finally {
      await without.app.close();
    }
  });

  it('leaves out what the store refuses, says so, and tries it again when it changes', async () => {
    const [bad, good] = [await ada.posts('refused egret'), await ada.posts('taken egret')];
    await catchUp();
    const source = community.app.get(SearchSource);
    const read = source.read.bind(source);
    const tooLong = 'x'.repeat(40_000) as Attachment;
    const spied = jest
      .spyOn(source, 'read')
      .mockImplementation(async (kind, ids) =>
        (await read(kind, ids)).map((one) => (one.id === bad.id ? { ...one, has: [tooLong] } : one)),
      );
    try {
      await noteChanged([bad.id, good.id]);
      await community.app.get(SearchKeeper).turn();
      await community.settle();
    } finally {
      spied.mockRestore();
    }
    expect(await behind(community)('select id, changed_at > now() as is_late from cluster.search_change')).toEqual([
      { id: bad.id, is_late: true },
    ]);
    const refused = `DocumentsRefused: 1: post ${bad.id}, illegal_argument_exception`;
    expect((await status()).errors).toMatchObject([{ role: community.tenant.role, error: refused }]);
    expect(await behind(community)(`select id from jobs.task where kind = 'search.mirror'`)).toEqual([]);
    await edit(bad.id, 'mended egret');
    await catchUp();
    expect((await status()).errors).toEqual([]);
    expect(await storeFinds(community, 'mended egret')).toEqual([bad.id]);
  });

  it('is made anew once by itself when its index is of another layout, and not searched meanwhile', async () => {
    const { id } = await ada.posts('outdated ibis');
    await catchUp();
    const { index } = await shared();
    await search().send('PUT', `/${index}/_mapping`, { _meta: { layout: 'other-0' } });
    const runs = async () => (await community.app.get(SearchRuns).list(null, 100)).filter(({ by }) => by === 'keeper');
    await community.app.get(SearchKeeper).turn();
    await pause(1_100);
    expect(await storeFinds(community, 'ibis')).toEqual([]);
    expect(await indexed(community)('post', 'ibis')).toEqual([id]);
    const [run] = await runs();
    expect(await ranToItsEnd(community, run!.id)).toMatchObject({ what: 'rebuild', home: '*', state: 'finished' });
    await catchUp();
    expect(await storeFinds(community, 'ibis')).toEqual([id]);
    const now = await shared();
    expect([now.isLayoutCurrent, now.index > index]).toEqual([true, true]);
    expect(await runs()).toHaveLength(1);
  });

  it('forgets who is gone, and drops what is left of them; what another cluster has stays', async () => {
    const store = community.app.get(SearchStore);
    const [theirs, left] = [await store.create('second'), await store.create('own-999999999')];
    await store.point(left);
    const { index } = await shared();
    await query(
      `insert into cluster.search_fill (tenant_role, index_name, home, is_serving) values ('gone', $1, 'main', true)`,
      [index],
    );
    await query(`insert into cluster.search_change (tenant_role, kind, id) values ('gone', 'post', 1)`);
    const names = async () => (await store.list()).map(({ name }) => name).toSorted();
    await community.app.get(SearchKeeper).turn();
    for (const table of ['search_fill', 'search_change'])
      expect(await query(`select from cluster.${table} where tenant_role = 'gone'`)).toEqual([]);
    expect(await names()).toEqual(expect.arrayContaining([index, left.name, theirs.name]));
    for (let turns = 0; turns < 20; turns += 1) await community.app.get(SearchKeeper).turn();
    expect(await names()).toEqual(expect.arrayContaining([index, theirs.name]));
    expect(await names()).not.toContain(left.name);
    await store.drop(theirs);
  });

  it('has changes sent although something else goes wrong in each turn', async () => {
    const { id } = await ada.posts('steady crane');
    await catchUp();
    await noteChanged([id]);
    const broken = jest.spyOn(community.app.get(HomeCare), 'look').mockRejectedValue(new Error('Broken.'));
    await expect(community.app.get(SearchKeeper).turn()).rejects.toThrow('Broken.');
    broken.mockRestore();
    await community.settle();
    expect(await isMirrored(community)).toBe(true);
  });

  it('is kept by one process at a time, and says in figures how it stands', async () => {
    const keeper = community.app.get(SearchKeeper);
    await Promise.all([keeper.turn(), keeper.turn(), keeper.turn()]);
    const home = await shared();
    expect(home).toMatchObject({ isLost: false, next: null, isLayoutCurrent: true });
    expect(home.documents).toBeGreaterThan(0);
    expect(home.verified).toBeLessThanOrEqual(home.tenants);
    const stored = await community.app.get(SearchStore).list();
    expect(stored.filter(({ role }) => role !== 'current')).toEqual([]); // what was lost left nothing behind
    const figures = await community.app.get(Metrics).read();
    expect(figures).toMatch(/^paopao_search_store_up 1$/m);
    for (const name of ['fills_open', 'changes_waiting', 'change_oldest_seconds'])
      expect(figures).toMatch(new RegExp(`^paopao_search_${name} \\d`, 'm'));
  });
});
