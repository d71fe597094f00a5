import { SearchIndex, type SearchQuery } from '#kernel/search-index';
import { behind } from '../../../test/support/behind.js';
import { insideOf } from '../../../test/support/indexed.js';
import { describeWithService } from '../../../test/support/jest/service.js';
import { pause } from '../../../test/support/npm-start.js';
import { useOpenSearch } from '../../../test/support/opensearch-server.js';
import { useCommunity } from '../../../test/support/use-community.js';
import { mirrored } from '../../../test/support/use-mirror.js';

jest.setTimeout(120_000);

describeWithService('opensearch', 'a page of what is found', ({ url }) => {
  const search = useOpenSearch(url);
  const community = useCommunity((builder) => search().change(builder));
  const access = { always: 'anyone', levels: [], except: [], without: [] } as const;
  const query: SearchQuery = { kind: 'post', words: 'heron', access, order: 'newest', offset: 0, limit: 100 };
  const total = async (more: Partial<SearchQuery> = {}) =>
    (await insideOf(community)(() => community.app.get(SearchIndex).search({ ...query, ...more }))).total;

  it('is asked of the own index where the store would not show it', async () => {
    const ada = await community.member('ada');
    await ada.posts('a heron');
    await mirrored(community, search());
    await behind(community)(`delete from search_document`);
    for (const end = Date.now() + 60_000; (await total()) === 0 && Date.now() < end;) await pause(100); // it was late
    expect(await total({ offset: 9_900 })).toBe(1);
    expect(await total({ offset: 9_901 })).toBe(0);
    expect(await total({ offset: 2_000_000_000 })).toBe(0);
    expect(await total()).toBe(1);
  });
});
