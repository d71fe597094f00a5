import type { Id } from '#kernel/database';
import { OwnSearchIndex } from '#kernel/search-index';
import type { FoundService } from './jest/service.js';
import { useOpenSearch } from './opensearch-server.js';
import { pause } from './npm-start.js';
import type { Data, Person } from './person.js';
import { type TestCommunity, useCommunity } from './use-community.js';
import { mirrored } from './use-mirror.js';

/** An answer of `GET /v1/search`, or of `GET /v1/posts` with words. */
export interface FoundPage {
  readonly ids: Id[];
  readonly total: number;
  readonly data: Data;
}

/** With what is asked as it stands: nobody escapes it before. */
export async function searches(
  person: Person,
  asked: Readonly<Record<string, string | number>>,
  path = '/v1/search',
): Promise<FoundPage> {
  const query = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]));
  const data = await person.get(`${path}?${query}`);
  const { list, pager } = data as { list: { id: Id }[]; pager: { total_rows: number } };
  return { ids: list.map(({ id }) => id), total: pager.total_rows, data };
}

/** A community, and how what is written there comes to be found. */
export interface SearchedPlace {
  readonly community: TestCommunity;
  readonly settle: () => Promise<void>;
}

/** In a community of its own, as it is without any service. */
export function inPostgres(body: (place: SearchedPlace) => void): void {
  const community = useCommunity();
  body({ community, settle: () => community.settle() });
}

/** In one whose search is kept in OpenSearch: inside `describeWithService('opensearch', …)`. */
export function inOpenSearch({ url }: FoundService, body: (place: SearchedPlace) => void): void {
  const search = useOpenSearch(url);
  const community = useCommunity((builder) => search().change(builder));
  beforeAll(() => mirrored(community, search()), 120_000);
  const settle = async () => {
    await community.settle();
    await search().refresh();
  };
  body({ community, settle });

  it('does all that in OpenSearch, and not in PostgreSQL', async () => {
    await mirrored(community, search());
    const own = jest.spyOn(community.app.get(OwnSearchIndex), 'search');
    const end = Date.now() + 60_000;
    do {
      own.mockClear();
      await searches(community.guest, { query: 'anything', from: '2000-01-01' });
      // After a search that was late, as on a busy machine, OpenSearch is not asked for some seconds.
    } while (own.mock.calls.length > 0 && Date.now() < end && (await pause(250, true)));
    expect(own).not.toHaveBeenCalled();
  }, 120_000);
}
