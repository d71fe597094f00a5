import { PlatformDatabase } from '#kernel/database';
import { Dispatcher } from '#kernel/jobs';
import { SearchKeeper } from '#kernel/search-mirror';
import { pause } from './npm-start.js';
import type { OpenSearchPlace } from './opensearch-server.js';
import type { TestCommunity } from './use-community.js';

type Searched = Pick<TestCommunity, 'app' | 'tenant'>;

const patience = 60_000;

/** Whether the store has all there is of the community, as the rows say. */
export async function isMirrored({ app, tenant }: Searched): Promise<boolean> {
  const [row] = await app.get(PlatformDatabase).query<{ isMirrored: boolean }>(
    `select exists (select from cluster.search_fill where tenant_role = $1 and is_serving)
            and not exists (select from cluster.search_fill where tenant_role = $1 and verified_at is null)
            and not exists (select from cluster.search_change where tenant_role = $1) as "isMirrored"`,
    [tenant.role],
  );
  return row!.isMirrored;
}

/** Tasks are run, and the store is kept, until it has all there is of the community; all of that is found from then on. */
export async function mirrored(community: Searched, place: OpenSearchPlace): Promise<void> {
  const { app } = community;
  const end = Date.now() + patience;
  do {
    if (Date.now() > end) throw new Error('The store does not get all there is.');
    await app.get(Dispatcher).settle();
    await app.get(SearchKeeper).turn();
    await app.get(Dispatcher).settle();
  } while (!(await isMirrored(community)) && (await pause(100, true)));
  await place.refresh();
  await pause(1_100); // so long it is remembered that the store did not have it
}
