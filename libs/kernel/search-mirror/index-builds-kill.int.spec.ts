import { PlatformDatabase } from '#kernel/database';
import { ReconcilableTenants } from '#kernel/jobs';
import { SearchStore } from '#kernel/search-index';
import { behind } from '../../../test/support/behind.js';
import { BuiltProcess } from '../../../test/support/built-process.js';
import { describeWithService } from '../../../test/support/jest/service.js';
import { pause } from '../../../test/support/npm-start.js';
import { useOpenSearch } from '../../../test/support/opensearch-server.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { isMirrored } from '../../../test/support/use-mirror.js';
import { SearchRuns } from './index.js';

jest.setTimeout(300_000);

const posts = 4_000;
/** Milliseconds after the start of a process at which it is killed: while it makes, fills, compares, switches or drops. */
const lives = [150, 400, 800, 1_300];

describeWithService('opensearch', 'processes that make all indexes anew', ({ url }) => {
  const search = useOpenSearch(url);
  const community = useCommunity((builder) => search().change(builder));
  const started: BuiltProcess[] = [];
  afterEach(async () => {
    for (const worker of started) {
      worker.kill('SIGKILL');
      await worker.ended;
    }
    await community.app.get(PlatformDatabase).query('delete from jobs.worker'); // who was killed counts for 15 s
  });
  const start = async () => {
    const worker = await BuiltProcess.start('worker', search().settings);
    started.push(worker);
    return worker;
  };
  const store = () => community.app.get<SearchStore>(SearchStore);
  const shared = async () => (await store().list()).filter(({ home }) => home === 'main');
  const run = async (id: number) => (await community.app.get(SearchRuns).find(id))!;

  it('are killed again and again, and the last one ends what the first has begun', async () => {
    const ada = await community.member('ada');
    await behind(community)(
      `insert into post (author_id, blocks, visibility)
       select $1, '[{"type": 2, "content": "killed midway"}]', 90 from generate_series(1, ${posts}) number`,
      [ada.id],
    );
    const first = await start();
    for (const end = Date.now() + 120_000; !(await isMirrored(community)) && Date.now() < end;) await pause(100);
    const [before] = await shared();
    const tenants = await community.app.get(ReconcilableTenants).listAtWork(community.tenant.role);
    const id = await community.app.get(SearchRuns).rebuildAll('spec', tenants);
    const killed: string[] = [];
    let worker = first;
    for (const life of lives) {
      await pause(life);
      worker.kill('SIGKILL');
      await worker.ended;
      killed.push((await run(id)).state);
      worker = await start();
    }
    expect(killed.slice(0, 2)).toEqual(['running', 'running']);
    for (const end = Date.now() + 120_000; (await run(id)).state === 'running' && Date.now() < end;) await pause(100);
    expect(await run(id)).toMatchObject({ state: 'finished', done: 1, tenants: 1, error: null });
    for (const end = Date.now() + 60_000; !(await isMirrored(community)) && Date.now() < end;) await pause(100);
    for (const end = Date.now() + 10_000; (await shared()).length > 1 && Date.now() < end;) await pause(100);
    const [after, ...others] = await shared();
    expect([after!.role, after!.name > before!.name, others]).toEqual(['current', true, []]);
    expect(await store().countTenant(after!, community.tenant.id)).toBeGreaterThanOrEqual(posts + 2);
  });
});
