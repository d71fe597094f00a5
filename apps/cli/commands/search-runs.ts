import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Dispatcher } from '#kernel/jobs';
import { SearchKeeper } from '#kernel/search-mirror';
import { PlatformSearchService, type SearchRunView } from '#platform/search';
import type { Outcome, Workplace } from '../command.js';

const lookEvery = 250;
/** Without any progress for so long, nobody seems to run tasks. */
const patience = 5_000;

/**
 * Leaves the work to the processes that run tasks; where there are none, this one does it. Not waited for: communities
 * that are not at work any more, and an OpenSearch that is away. Both go on without the command.
 */
export async function runToTheEnd(
  app: INestApplicationContext,
  id: number,
  { progress }: Pick<Workplace, 'progress'>,
): Promise<SearchRunView> {
  const search = app.get(PlatformSearchService);
  let [seen, movedAt, isAtWork] = ['', Date.now(), false];
  for (;;) {
    const run = await search.get(id);
    if (run.state !== 'running') return run;
    const now = JSON.stringify(run);
    if (now !== seen) [seen, movedAt] = [now, Date.now()];
    if (Date.now() - movedAt > patience) {
      if (isOnlyWaiting(run) || (isAtWork && (await search.status()).up === false)) return run;
      movedAt = Date.now();
      if (!isAtWork) await begin(app);
      isAtWork = true;
    }
    progress(numbersOf(run), { done: run.done, total: run.tenants });
    await pause(lookEvery);
  }
}

async function begin(app: INestApplicationContext): Promise<void> {
  await app.get(Dispatcher).start();
  app.get(SearchKeeper).start();
}

const isOnlyWaiting = ({ tenants, done, waiting }: SearchRunView): boolean => waiting > 0 && done + waiting === tenants;

const communities = (count: number): string => `${count} ${count === 1 ? 'community' : 'communities'}`;
const numbersOf = ({ done, tenants, documents, error }: SearchRunView): string =>
  `${done} of ${communities(tenants)}, ${documents} documents${error === null ? '' : `; ${error}`}`;

export function outcomeOf(run: SearchRunView): Outcome {
  const { id, what, state, waiting } = run;
  const lines = [
    `run ${id}, ${what}: ${state}`,
    numbersOf(run),
    ...(waiting > 0
      ? [`${communities(waiting)} not at work any more, or behind (tenant migrate): it goes on then`]
      : []),
    ...(state === 'running' && waiting === 0 ? ['It goes on when OpenSearch is back: see search status.'] : []),
  ];
  return { json: run, text: lines.join('\n'), differs: state !== 'finished' };
}
