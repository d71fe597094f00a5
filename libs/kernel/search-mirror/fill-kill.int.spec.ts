import { type Id, PlatformDatabase } from '#kernel/database';
import { SearchStore, type StoredDigest } from '#kernel/search-index';
import { behind } from '../../../test/support/behind.js';
import { BuiltProcess } from '../../../test/support/built-process.js';
import { insideOf } from '../../../test/support/indexed.js';
import { describeWithService } from '../../../test/support/jest/service.js';
import { pause } from '../../../test/support/npm-start.js';
import { useOpenSearch } from '../../../test/support/opensearch-server.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { isMirrored } from '../../../test/support/use-mirror.js';

jest.setTimeout(240_000);

const posts = 12_000;

describeWithService('opensearch', 'filling an index', ({ url }) => {
  const search = useOpenSearch(url);
  const community = useCommunity((builder) => search().change(builder));
  const started: BuiltProcess[] = [];
  afterEach(async () => {
    for (const worker of started.splice(0)) {
      worker.kill('SIGKILL');
      await worker.ended;
    }
    await query('delete from jobs.worker'); // who was killed counts for 15 s
  });
  const start = async () => {
    const worker = await BuiltProcess.start('worker', search().settings);
    started.push(worker);
    return worker;
  };
  const query = (sql: string, values: unknown[] = []) => community.app.get(PlatformDatabase).query(sql, values);
  const fill = async () => {
    const [row] = await query(
      `select after_id as "afterId", verified_at as "verifiedAt" from cluster.search_fill
        where tenant_role = $1 and index_name like $2`,
      [community.tenant.role, `${search().prefix}%`],
    );
    return row as { afterId: number; verifiedAt: Date | null } | undefined;
  };

  it('goes on where a process was killed in the middle of it, until all is there', async () => {
    const ada = await community.member('ada');
    await behind(community)(
      `insert into post (author_id, blocks, visibility, deleted_at)
       select $1, '[{"type": 2, "content": "killed midway"}]', 90, case when number % 10 = 0 then now() end
         from generate_series(1, ${posts}) number`,
      [ada.id],
    );
    for (const atLeast of [1, 3_000]) {
      const worker = await start();
      while (((await fill())?.afterId ?? 0) < atLeast) await pause(5);
      worker.kill('SIGKILL');
      await worker.ended;
      const reached = await fill();
      expect(reached!.verifiedAt).toBeNull();
      expect(reached!.afterId).toBeLessThan(posts);
      expect(await count()).toBeLessThan(posts);
    }
    await start();
    for (const end = Date.now() + 120_000; !(await isMirrored(community)) && Date.now() < end;) await pause(100);
    expect(await isMirrored(community)).toBe(true);
    await search().refresh();
    const living = (await digests()).filter(({ digest }) => digest !== '');
    const rows = await behind(community)('select id from post where deleted_at is null order by id');
    expect(living.map(({ id }) => id)).toEqual(rows.map(({ id }) => id as Id));
    expect(rows).toHaveLength(posts - posts / 10);
  });

  const digests = async (): Promise<StoredDigest[]> => {
    const [store, index] = [community.app.get(SearchStore), (await stored())!];
    const all: StoredDigest[] = [];
    for (;;) {
      const after = all.at(-1)?.id ?? 0;
      const some = await insideOf(community)(() => store.listDigests(index, 'post', after, 5_000));
      if (some.length === 0) return all;
      all.push(...some);
    }
  };
  const stored = async () => (await community.app.get(SearchStore).list()).find(({ home }) => home === 'main');
  /** Others of this database are filled into the index as well. */
  const count = async () => community.app.get(SearchStore).countTenant((await stored())!, community.tenant.id);
});
