import { Log } from '#kernel/logging';
import { type Tenant, tenantScope } from '#kernel/scope';
import { describeWithService } from '../../../../test/support/jest/service.js';
import { useOpenSearch } from '../../../../test/support/opensearch-server.js';
import { documentOf, nothing, queryOf } from '../search-shelf.contract.js';
import { isSpaceless, pairsOf } from '../words.js';
import { analyses, type AnalysisName } from './opensearch-analysis.js';
import { OpenSearchStore } from './opensearch.search-store.js';

jest.setTimeout(120_000);

/** On a machine that is busy with other suites. */
const patient = { search: 20_000, look: 20_000, change: 20_000 };
const as = <T>(work: () => Promise<T>): Promise<T> => tenantScope.run({ id: 1 } as Tenant, work);

describeWithService('opensearch', 'how OpenSearch cuts texts', ({ url }) => {
  const search = useOpenSearch(url);
  const stores: OpenSearchStore[] = [];
  afterAll(() => Promise.all(stores.map((one) => one.onApplicationShutdown())));
  const storeOf = async (analysis: AnalysisName) => {
    const prefix = `${search().prefix}-${analysis}`;
    const config = search().config({ OPENSEARCH_ANALYSIS: analysis, OPENSEARCH_PREFIX: prefix });
    const store = new OpenSearchStore(config, new Log(config), patient);
    stores.push(store);
    await store.onApplicationBootstrap();
    const index = await store.create('main');
    await store.point(index);
    return { store, index };
  };
  /** Which of the texts are found, by their numbers. */
  const finder = async (analysis: AnalysisName, texts: readonly string[]) => {
    const { store } = await storeOf(analysis);
    await as(() =>
      store.current('main').put(texts.map((text, at) => documentOf(at, { texts: [text], names: [text] }))),
    );
    await search().refresh();
    return async (words: string) => (await as(() => store.current('main').search(queryOf(words)))).ids;
  };

  it('has each letter that it is said to pair in pairs with those beside it', async () => {
    const { index } = await storeOf('cjk');
    const { letters } = analyses.cjk;
    const all = Array.from({ length: 0x10_000 }, (_, code) => String.fromCharCode(code)).filter(
      (letter) => /[\p{L}\p{N}]/u.test(letter) && letters.test(letter),
    );
    expect(all.length).toBeGreaterThan(38_000);
    expect(all.filter((letter) => !isSpaceless(letter))).toEqual([]);
    const strange: string[] = [];
    for (let first = 0; first < all.length; first += 2_000) {
      const run = all.slice(first, first + 2_000).join('鹭');
      const body = { analyzer: 'runs', text: run };
      const { tokens } = (await search().send('POST', `/${index.name}/_analyze`, body)) as {
        tokens: { token: string }[];
      };
      const found = new Set(tokens.map(({ token }) => token));
      strange.push(...pairsOf(run).filter((pair) => !found.has(pair)));
    }
    expect(strange).toEqual([]);
  });

  const runs = [
    ['Thai', 'นกกระสาบินไป', 'กกระสา', 'สานก'],
    ['Lao', 'ນົກຍາງບິນ', 'ຍາງບ', 'ບຍາງ'],
    ['Khmer', 'បក្សីហើរ', 'ក្សីហ', 'រហ'],
    ['Myanmar', 'ငှက်ပျံသည်', 'က်ပျံ', 'ပျံငှ'],
    ['Bopomofo', 'ㄅㄆㄇㄈ', 'ㄆㄇ', 'ㄇㄅ'],
    ['rare Han', '𠮷野家𰻝', '家𰻝', '𰻝𠮷'],
    ['Korean', '왜가리가난다', '가난', '난가'],
    ['Japanese', 'アオサギが飛ぶ々', 'ギが飛', '飛が'],
    ['letters without a script of its own', 'か゚き゚', 'か゚', 'き゚か'],
  ];
  it.each(runs)('finds in %s what is together in a run', async (_, text, within, apart) => {
    const found = await finder('cjk', ['something else', text!]);
    expect(await found(text!)).toEqual([1]);
    expect(await found(within!)).toEqual([1]);
    expect(await found(Array.from(text!)[0]!)).toEqual([1]);
    expect(await found(apart!)).toEqual([]);
    await search().wipe();
  });

  it.each(['icu', 'smartcn'] as const)('into words of a dictionary with %s', async (analysis) => {
    const found = await finder(analysis, ['我爱北京天安门', '灰鹭在水边 heron', 'อย่าลืม นกกระสา']);
    expect([await found('北京'), await found('天安门'), await found('京天')]).toEqual([[0], [0], []]);
    expect([await found('heron'), await found('鹭'), await found('水边 her')]).toEqual([[1], [1], [1]]);
    expect(await found('นกกระสา')).toEqual([2]);
    expect((await stores.at(-1)!.list()).map(({ layout }) => layout)).toEqual([`${analysis}-1`]);
    expect(await as(() => stores.at(-1)!.current('main').search(queryOf('飞')))).toEqual(nothing);
  });
});
