import { Dispatcher } from '#kernel/jobs';
import { OwnSearchIndex, SearchStore } from '#kernel/search-index';
import { indexed } from '../../../test/support/indexed.js';
import { describeWithService } from '../../../test/support/jest/service.js';
import { pause } from '../../../test/support/npm-start.js';
import { OpenSearchServer } from '../../../test/support/opensearch-server.js';
import { type TestCommunity, useCommunity } from '../../../test/support/use-community.js';
import { isMirrored } from '../../../test/support/use-mirror.js';
import { SearchKeeper } from './index.js';

jest.setTimeout(240_000);

const patience = 90_000;

describeWithService('opensearch', 'search while OpenSearch is in trouble', () => {
  let server: OpenSearchServer;
  beforeAll(async () => {
    server = await OpenSearchServer.start();
  });
  afterAll(async () => {
    server?.signal('SIGCONT');
    await server?.stop();
  });
  const community = useCommunity((builder) => server.place.change(builder));
  /** Nothing is done by hand: tasks and keeper run as in a process that is for them. */
  beforeAll(async () => {
    await community.app.get(Dispatcher).start();
    community.app.get(SearchKeeper).start();
  });

  const comes = async (holds: () => Promise<boolean>): Promise<void> => {
    const end = Date.now() + patience;
    while (!(await holds()) && Date.now() < end) await pause(100);
    expect(await holds()).toBe(true);
  };
  const finds = async (words: string, ids: readonly number[]): Promise<boolean> =>
    JSON.stringify(await indexed(community)('post', words)) === JSON.stringify(ids);
  const timed = async (words: string) => {
    const from = performance.now();
    const ids = await indexed(community)('post', words);
    return { ids, isSoon: performance.now() - from < 1_000 };
  };
  const storeFinds = async (words: string, ids: readonly number[]): Promise<boolean> => {
    const own = jest.spyOn(community.app.get(OwnSearchIndex), 'search').mockResolvedValue({ ids: [], total: 0 });
    const found = await finds(words, ids);
    own.mockRestore();
    return found;
  };
  const isWhole = () => isMirrored(community as TestCommunity);

  type Change = () => void | Promise<void>;
  const troubles: [string, Change, Change][] = [
    ['hangs', () => server.signal('SIGSTOP'), () => server.signal('SIGCONT')],
    ['is killed', async () => server.kill(), async () => server.run()],
    ['loses all it has', () => server.place.wipe(), () => undefined],
  ];
  it.each(troubles)('goes on when it %s, and is whole again by itself', async (name, breaks, mends) => {
    const word = `trouble${name.length}`;
    const ada = await community.member('ada');
    const { id } = await ada.posts(`${word} before`);
    await comes(isWhole);
    await comes(() => storeFinds(word, [id]));
    await breaks();
    const first = await Promise.all([timed(word), timed(word), timed(word)]);
    expect(first).toEqual(Array(3).fill({ ids: [id], isSoon: true }));
    const { id: during } = await ada.posts(`${word} during`);
    await comes(() => finds(word, [during, id]));
    for (let number = 0; number < 20; number += 1) {
      expect(await timed(word)).toEqual({ ids: [during, id], isSoon: true });
      await pause(100);
    }
    await mends();
    await comes(isWhole);
    await comes(() => storeFinds(word, [during, id]));
    expect(await community.app.get(SearchStore).look()).toBe(true);
  });
});
