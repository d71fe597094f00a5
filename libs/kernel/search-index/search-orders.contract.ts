import fc from 'fast-check';
import type { SearchDocument } from './search-index.js';
import { minute, type Shelf } from './search-shelf.contract.js';

type Said = Partial<SearchDocument>;

/** The best first. They are put so that the best is the oldest, so nothing but their words can bring it before the next. */
const ranked: [query: string, documents: Said[]][] = [
  [
    'herons',
    [
      { titles: ['Herons'], tags: ['herons'] }, // 40
      { tags: ['herons'], names: ['herons'] }, // 32
      { titles: ['All about herons'] }, // 24
      { texts: ['some herons'], names: ['herons'] }, // 16
      { titles: ['Heronsong'] }, // 13
      { names: ['herons'] }, // 11
      { texts: ['some heronsong'] }, // 5
      { names: ['heronsong'] }, // 0
    ],
  ],
  ['herons', [{ texts: ['what #herons are'] }, { titles: ['Herons'], texts: ['herons'] }]],
  ['bob', [{ texts: ['hello @bob'] }, { titles: ['bob'] }, { texts: ['bob'] }]],
  ['go-lang', [{ tags: ['Go-Lang'] }, { titles: ['Go lang'] }, { texts: ['go lang'] }, { texts: ['lang, go'] }]],
  [
    'grey herons',
    [
      { titles: ['Of grey herons'] }, // 24
      { titles: ['Herons in grey'] }, // 20
      { texts: ['one', 'of grey herons.'] }, // 16
      { titles: ['Grey heronsong'] }, // 13
      { titles: ['Herons'], texts: ['in grey'] }, // 12
      { texts: ['in grey'], names: ['herons'] }, // 11
      { titles: ['Heronsong in grey'] }, // 9
      { tags: ['grey-heronsong'] }, // 5
      { texts: ['heronsong in grey'] }, // 1
      { texts: ['grey'], names: ['heronsong'] }, // 0
    ],
  ],
  ['grey herons', [{ texts: ['grey herons'] }, { texts: ['grey', 'herons'] }, { names: ['grey herons'] }]],
  ['grey herons', [{ texts: ['grey — herons'] }, { titles: ['grey'], texts: ['herons grey'] }]],
  ['grey herons ', [{ texts: ['grey herons'] }, { texts: ['herons grey'] }]],
  [
    '苍鹭飞',
    [
      { titles: ['看苍鹭飞了'] }, // 15
      { titles: ['鹭飞过苍鹭'] }, // 11
      { texts: ['看苍鹭飞了'] }, // 7
      { texts: ['鹭飞过苍鹭'] }, // 3
      { texts: ['苍鹭'], names: ['鹭飞'] }, // 2
    ],
  ],
  ['苍鹭', [{ tags: ['苍鹭'] }, { titles: ['苍鹭的巢'] }, { texts: ['苍鹭'] }, { names: ['苍鹭'] }]],
  ['鹭', [{ tags: ['鹭'] }, { titles: ['鹭'] }, { texts: ['苍鹭'] }, { names: ['白鹭'] }]],
  ['苍鹭nest', [{ texts: ['苍鹭nest'] }, { texts: ['nest苍鹭'] }]],
  ['苍鹭飞 nest 巢', [{ texts: ['看苍鹭飞 nest 巢边'] }, { texts: ['苍鹭飞 nest 的巢'] }]],
];

export function ordersContract(shelf: () => Shelf): void {
  it.each(ranked)('by relevance to %p', async (words, documents) => {
    const own = shelf();
    const ids = await own.putAll(documents);
    expect(await own.ids(words, { order: 'relevance' })).toEqual(ids);
  });

  it('by relevance, of posts alike the newest first, of others the hottest', async () => {
    const own = shelf();
    const alike = [
      { createdAt: minute(3), heat: 1 },
      { createdAt: minute(9), heat: 2 },
      { createdAt: minute(6), heat: 3 },
      { createdAt: minute(6), heat: 3 },
    ];
    const [a, b, c, d] = await own.putAll(alike.map((one) => ({ ...one, texts: ['x'] })));
    const members = await own.putAll(alike.map((one) => ({ ...one, kind: 'member' as const, names: ['x'] })));
    const topics = await own.putAll(alike.map((one) => ({ ...one, kind: 'topic' as const, tags: ['x'] })));
    expect(await own.ids('x', { order: 'relevance' })).toEqual([b, d, c, a]);
    expect(await own.ids('', { order: 'relevance' })).toEqual([b, d, c, a]);
    for (const [kind, ids] of [
      ['member', members],
      ['topic', topics],
    ] as const) {
      expect(await own.ids('x', { kind, order: 'relevance' })).toEqual([ids[3], ids[2], ids[1], ids[0]]);
    }
  });

  it('by page, those on top first, then by activity, with the total on each page', async () => {
    const own = shelf();
    const [old, first, second, recent, top] = await own.putAll([
      ...[1, 5, 5, 9].map((at) => ({ texts: ['x'], activeAt: minute(at) })),
      { texts: ['x'], activeAt: minute(0), isTop: true },
    ]);
    const page = async (offset: number, limit: number) => own.search('x', { offset, limit });
    expect(await page(0, 3)).toEqual({ ids: [top, recent, second], total: 5 });
    expect(await page(3, 3)).toEqual({ ids: [first, old], total: 5 });
    expect(await page(6, 3)).toEqual({ ids: [], total: 5 });
    expect(await page(0, 0)).toEqual({ ids: [], total: 5 });
  });

  it('by what is asked for, and what is alike by id, the latest first', async () => {
    const one = fc.record({
      isTop: fc.boolean(),
      at: fc.integer({ min: 1, max: 3 }),
      active: fc.integer({ min: 1, max: 3 }),
      heat: fc.constantFrom(-2.5, 0, 0.1, 1e9),
    });
    const said = fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 12 }), async (given) => {
      const own = shelf();
      const ids = await own.putAll(
        given.map(({ isTop, at, active, heat }) => ({ isTop, heat, createdAt: minute(at), activeAt: minute(active) })),
      );
      const sorted = (...keys: ((document: (typeof given)[number]) => number)[]) =>
        given
          .map((document, index) => [...keys.map((key) => key(document)), ids[index]!])
          .sort((a, b) => b.map((value, index) => value - a[index]!).find((difference) => difference !== 0) ?? 0)
          .map((row) => row.at(-1));
      expect(await own.ids('', { order: 'newest' })).toEqual(sorted(({ at }) => at));
      expect(await own.ids('', { order: 'hot' })).toEqual(sorted(({ heat }) => heat));
      expect(await own.ids('', { order: 'active' })).toEqual(
        sorted(
          ({ isTop }) => Number(isTop),
          ({ active }) => active,
        ),
      );
    });
    await fc.assert(said, { numRuns: 25 });
  });
}
