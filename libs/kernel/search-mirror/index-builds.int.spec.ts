import type { Id } from '#kernel/database';
import { Dispatcher, ReconcilableTenants } from '#kernel/jobs';
import { SearchStore } from '#kernel/search-index';
import { describeWithService } from '../../../test/support/jest/service.js';
import { pause } from '../../../test/support/npm-start.js';
import { useOpenSearch } from '../../../test/support/opensearch-server.js';
import type { Person } from '../../../test/support/person.js';
import { ranToItsEnd, setOpen, storedIds } from '../../../test/support/search-runs.js';
import { bootApi, useCommunity } from '../../../test/support/use-community.js';
import { isMirrored, mirrored } from '../../../test/support/use-mirror.js';
import { IndexBuildsRepository } from './index-builds.repository.js';
import { SearchKeeper, type SearchRun, SearchRuns } from './index.js';

jest.setTimeout(180_000);

describeWithService('opensearch', 'the index of all, made anew', ({ url }) => {
  const search = useOpenSearch(url);
  const community = useCommunity((builder) => search().change(builder));
  const app = () => community.app;
  const store = () => app().get<SearchStore>(SearchStore);
  const current = async () => (await store().list()).filter(({ home }) => home === 'main');
  const rebuild = async () =>
    app()
      .get(SearchRuns)
      .rebuildAll('spec', await app().get(ReconcilableTenants).listAtWork());
  const stored = (words: string): Promise<readonly Id[]> => storedIds(community, 'main', words);
  let ada: Person;
  beforeAll(async () => {
    ada = await community.member('ada');
    for (let number = 0; number < 20; number += 1) await ada.posts(`steadfast ${number}`);
    await mirrored(community, search());
  });
  const settled = async () => {
    do {
      await app().get(SearchKeeper).turn();
      await app().get(Dispatcher).settle();
    } while (!(await isMirrored(community)));
    await search().refresh();
  };
  const found = async () => ((await ada.get('/v1/posts?query=steadfast')) as { pager: { total_rows: number } }).pager;

  const until = async (look: () => Promise<SearchRun | null>): Promise<SearchRun> => {
    for (const end = Date.now() + 60_000; ; await pause(50)) {
      await app().get(SearchKeeper).turn();
      const run = (await look())!;
      if (run.state !== 'running' || Date.now() > end) return run;
    }
  };

  it('takes the place of the former one while members write and search, and loses nothing', async () => {
    const [before] = await current();
    const written: Id[] = [];
    const answers: number[] = [];
    let over = false;
    const worker = await bootApi((builder) => search().change(builder));
    await worker.app.get(Dispatcher).start();
    const writing = (async () => {
      for (let number = 0; !over; number += 1, await pause(20)) {
        const { id } = await ada.posts(`meanwhile ${number}`);
        written.push(id);
        if (number % 5 === 4) await ada.delete('/v1/post', { id: written.pop()! });
      }
    })();
    const searching = (async () => {
      for (; !over; await pause(5)) answers.push((await found()).total_rows);
    })();
    try {
      const id = await rebuild();
      const run = await until(() => app().get(SearchRuns).find(id));
      expect(run).toMatchObject({ what: 'rebuild', home: '*', state: 'finished', error: null, waiting: 0 });
      expect([run.done, run.documents >= 20]).toEqual([run.tenants, true]);
    } finally {
      over = true;
      await Promise.all([writing, searching]);
      await worker.app.close();
    }
    const [after, ...others] = await current();
    expect([after!.role, after!.name > before!.name, others]).toEqual(['current', true, []]);
    await mirrored(community, search());
    expect(answers.length).toBeGreaterThan(5);
    expect(new Set(answers)).toEqual(new Set([20]));
    expect(written.length).toBeGreaterThan(2);
    expect([...(await stored('meanwhile'))].toSorted((one, other) => one - other)).toEqual(written.slice(-100));
    expect(await stored('steadfast')).toHaveLength(20);
  });

  it('is made once, however often it is asked for', async () => {
    const [one, other] = await Promise.all([rebuild(), rebuild()]);
    expect(one).toBe(other);
    await ranToItsEnd(community, one);
    expect(await rebuild()).toBeGreaterThan(one);
    await ranToItsEnd(community, one + 1);
  });

  const steps = [
    ['store', 'create'],
    ['store', 'addNext'],
    ['rows', 'setNext'],
    ['rows', 'addFills'],
    ['store', 'point'],
    ['rows', 'switch'],
    ['store', 'drop'],
    ['rows', 'finish'],
  ] as const;

  it.each(steps.flatMap(([where, step]) => [[where, step, 'before'] as const, [where, step, 'after'] as const]))(
    'goes on where it ended in the middle: %s, %s, %s',
    async (where, step, when) => {
      const [before] = await current();
      const object = (where === 'store' ? store() : app().get(IndexBuildsRepository)) as unknown as Record<
        string,
        (...given: unknown[]) => Promise<unknown>
      >;
      const real = object[step]!.bind(object);
      const id = await rebuild();
      const dying = jest.spyOn(object, step).mockImplementationOnce(async (...given) => {
        if (when === 'after') await real(...given);
        throw new Error('Killed.');
      });
      try {
        await expect(ranToItsEnd(community, id)).rejects.toThrow('Killed.');
      } finally {
        dying.mockRestore();
      }
      const { id: written } = await ada.posts(`kept at ${where} ${step} ${when}`);
      expect((await found()).total_rows).toBe(20);
      expect(await ranToItsEnd(community, id)).toMatchObject({ state: 'finished', error: null });
      await app().get(SearchKeeper).turn();
      const [after, ...others] = await current();
      expect([after!.role, after!.name !== before!.name, others]).toEqual(['current', true, []]);
      await settled();
      expect(await stored(`"kept at ${where} ${step} ${when}"`)).toEqual([written]);
      expect(await stored('steadfast')).toHaveLength(20);
    },
  );

  it('does not wait for a community that is not at work; that one is put there when it is', async () => {
    const closed = await community.neighbour();
    await (await closed.member('bob')).posts('closed for a while');
    await mirrored(closed, search());
    await setOpen(closed, false);
    const run = await ranToItsEnd(community, await rebuild());
    expect(run.state).toBe('finished');
    const [index] = await current();
    expect(await store().countTenant(index!, closed.tenant.id)).toBe(0);
    await setOpen(closed, true);
    await mirrored(closed, search());
    expect(await store().countTenant(index!, closed.tenant.id)).toBeGreaterThan(0);
  });
});
