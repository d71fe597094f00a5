import type { Id } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { SearchStore, SearchStoreUnusable } from '#kernel/search-index';
import { SearchKeeper, type SearchRun, SearchRuns } from '#kernel/search-mirror';
import { OperatorsService } from '#platform/operators';
import { TenantsService } from '#platform/tenants';
import { insideOf } from './indexed.js';
import { pause } from './npm-start.js';
import type { TestCommunity } from './use-community.js';

type Running = Pick<TestCommunity, 'app'>;

const patience = 60_000;

/** What processes do that run tasks: as long as it takes until the run has ended. */
export async function ranToItsEnd({ app }: Running, id: number): Promise<SearchRun> {
  for (const end = Date.now() + patience; ; await pause(50)) {
    await app.get(SearchKeeper).turn();
    await app.get(Dispatcher).settle();
    const run = await app.get(SearchRuns).find(id);
    if (run!.state !== 'running') return run!;
    if (Date.now() > end) throw new Error(`The run does not end: ${JSON.stringify(run)}`);
  }
}

/** Closes the community, or opens it again; every process knows when it resolves. */
export async function setOpen({ app, tenant }: Pick<TestCommunity, 'app' | 'tenant'>, isOpen: boolean): Promise<void> {
  const root = await app.get(OperatorsService).root();
  await app.get(TenantsService)[isOpen ? 'resume' : 'suspend'](root, tenant.id);
  await pause(2_100); // so long it is remembered as it was
}

/** What OpenSearch itself finds in the current index of a home, the newest first; asked again where it is too slow. */
export async function storedIds(
  community: Pick<TestCommunity, 'app' | 'host'>,
  home: string,
  words: string,
): Promise<readonly Id[]> {
  const access = { always: 'anyone', levels: [], except: [], without: [] } as const;
  const question = { kind: 'post', words, access, order: 'newest', offset: 0, limit: 100 } as const;
  const store = community.app.get<SearchStore>(SearchStore);
  for (const end = Date.now() + patience; ; await pause(100)) {
    try {
      return (await insideOf(community)(() => store.current(home).search(question))).ids;
    } catch (error) {
      if (!(error instanceof SearchStoreUnusable) || Date.now() > end) throw error;
    }
  }
}
