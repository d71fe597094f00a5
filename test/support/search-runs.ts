import { Dispatcher } from '#kernel/jobs';
import { SearchKeeper, type SearchRun, SearchRuns } from '#kernel/search-mirror';
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
