import type { Id } from '#kernel/database';
import { Dispatcher, Reconciler } from '#kernel/jobs';
import { Metrics } from '#kernel/metrics';
import { OwnSearchIndex, SearchSource, SearchStore } from '#kernel/search-index';
import { behind } from '../../../test/support/behind.js';
import { indexed, insideOf } from '../../../test/support/indexed.js';
import { describeWithService } from '../../../test/support/jest/service.js';
import { useOpenSearch } from '../../../test/support/opensearch-server.js';
import type { Person } from '../../../test/support/person.js';
import { bootApi, communityOf, type TestCommunity, useCommunity } from '../../../test/support/use-community.js';
import { isMirrored, mirrored } from '../../../test/support/use-mirror.js';
import { SearchKeeper, SearchStatus } from './index.js';
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
  let ada: Person;
  beforeAll(async () => {
    ada = await community.member('ada');
    await catchUp();
  });

  it('has what is posted, changed and deleted, whatever comes late', async () => {
    const { id } = await ada.posts('mirrored herons');
    await community.settle();
    await search().refresh();
    expect(await storeFinds(community, 'mirrored')).toEqual([id]);
    const before = await insideOf(community)(() => community.app.get(SearchSource).read('post', [id]));
    const contents = [{ content: 'mirrored eagles', type: 2, sort: 0 }];
    await ada.post('/v1/post/edit', { id, contents, tags: [], users: [] });
    await community.settle();
    await search().refresh();
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

  it('gets back what somebody has removed or changed in it, when it is reconciled', async () => {
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
    const reconciler = community.app.get(Reconciler);
    await reconciler.request('spec', community.tenant.role);
    await community.settle();
    expect(await isMirrored(community)).toBe(true); // it is searched while it is compared
    await search().refresh();
    expect(await storeFinds(community, 'compared')).toEqual([ids[1], ids[0]]);
    expect(await storeFinds(community, 'ghost')).toEqual([]);
  });

  it('is not believed while changes wait for too long', async () => {
    const { id } = await ada.posts('waiting room');
    await catchUp();
    await behind(community)(
      `insert into cluster.search_change (kind, id, changed_at) values ('post', $1, now() - interval '6 seconds')`,
      [id],
    );
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
    expect((await status()).homes.map(({ home }) => home)).toEqual(['main']);
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

  it('is kept by one process at a time, and says in figures how it stands', async () => {
    const keeper = community.app.get(SearchKeeper);
    await Promise.all([keeper.turn(), keeper.turn(), keeper.turn()]);
    const { homes } = await status();
    expect(homes).toMatchObject([{ home: 'main', isLost: false, next: null, isLayoutCurrent: true }]);
    expect(homes[0]!.documents).toBeGreaterThan(0);
    expect(homes[0]!.verified).toBeLessThanOrEqual(homes[0]!.tenants);
    const stored = await community.app.get(SearchStore).list();
    expect(stored.map(({ role }) => role)).toEqual(['current']); // what was lost left nothing behind
    const figures = await community.app.get(Metrics).read();
    expect(figures).toMatch(/^paopao_search_store_up 1$/m);
    for (const name of ['fills_open', 'changes_waiting', 'change_oldest_seconds'])
      expect(figures).toMatch(new RegExp(`^paopao_search_${name} \\d`, 'm'));
  });
});
