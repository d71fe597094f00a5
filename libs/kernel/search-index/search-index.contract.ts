import fc from 'fast-check';
import type { Id } from '#kernel/database';
import type { SearchAccess, SearchDocument, SearchIndex } from './search-index.js';

/** An index, and two tenants to use it as. */
export interface IndexUnderTest {
  readonly index: SearchIndex;
  readonly inside: <T>(work: () => Promise<T>) => Promise<T>;
  readonly elsewhere: <T>(work: () => Promise<T>) => Promise<T>;
}

const everything: SearchAccess = { always: 'anyone', levels: [], except: [] };
const minute = (number: number) => new Date(Date.UTC(2026, 0, 1, 0, number));

/** Has documents with ids of its own, so that each test finds only what it has put. */
class Shelf {
  private static last = 0;
  readonly word = `shelf${(Shelf.last += 1)}`;
  private lastId = Shelf.last * 1000;

  constructor(private readonly test: IndexUnderTest) {}

  /** Answers the id. */
  async put(text: string, more: Partial<SearchDocument> = {}): Promise<Id> {
    const id = more.id ?? (this.lastId += 1);
    const document = { id, revision: 1, authorId: 1, visibility: 90, isTop: false, activeAt: minute(id), tags: [] };
    await this.test.inside(() => this.test.index.put([{ ...document, ...more, text: `${this.word} ${text}` }]));
    return id;
  }

  remove = (id: Id, revision: number) => this.test.inside(() => this.test.index.remove([{ id, revision }]));

  async search(words: string, access = everything, { offset = 0, limit = 100 } = {}) {
    const query = { words: `${this.word} ${words}`, access, offset, limit };
    return this.test.inside(() => this.test.index.search(query));
  }

  ids = async (words: string, access = everything) => (await this.search(words, access)).ids;
}

/** What every driver of SearchIndex keeps. */
export function searchIndexContract(name: string, make: () => IndexUnderTest): void {
  const shelf = () => new Shelf(make());
  describe(`${name} finds documents`, () => findsWords(shelf, make));
  describe(`${name} finds for each reader`, () => keepsAccess(shelf));
  describe(`${name} lists what it finds`, () => lists(shelf));
  describe(`${name} keeps of each document`, () => keepsNewest(shelf, make));
  describe(`${name} can be compared with what it is made of`, () => compares(shelf, make));
}

function findsWords(shelf: () => Shelf, make: () => IndexUnderTest): void {
  const text =
    "The Herons' nest — 苍鹭的巢在水边。データ iPhone16 C++ Café ＡＢＣ it's #birds, @Bob 100% a_b back\\slash";
  it.each([
    'herons',
    'HERONS nest',
    'nest herons the',
    'her',
    '苍鹭',
    '苍',
    '巢',
    '苍鹭的巢',
    '水边 herons',
    'herons水边',
    'データ',
    'iphone',
    'iphone16',
    'c++',
    'CAFÉ',
    'cafe\u0301',
    'abc',
    "it's",
    '#birds',
    '＃Birds',
    '#tagged',
    'tagged',
    '@bob',
    'bob',
    '100%',
    'a_b',
    'back\\slash',
    '"herons" & (nest | \'the\')',
    "herons:* !nest <-> 'it''s' \\",
    "'; nest; -- herons",
  ])('with %p in them', async (words) => {
    const own = shelf();
    const id = await own.put(text, { tags: ['Tagged', 'two-words'] });
    await own.put('something else');
    expect(await own.search(words)).toEqual({ ids: [id], total: 1 });
  });

  it.each(['eron', '鹭苍', '巢的', '#bird', '#nest', '@bo', '@nest', 'nest herons eagle', "it'x", '飞'])(
    'but not those without %p',
    async (words) => {
      const own = shelf();
      await own.put(text, { tags: ['Tagged'] });
      expect(await own.search(words)).toEqual({ ids: [], total: 0 });
    },
  );

  it.each(['', ' ', '... !!!', '。，！', '& | ! ( ) : *', "'", "''", '\\', '%', '_', '#', '@', '\u200d', '❤️', ':*'])(
    'and none for %p, which has nothing to look for',
    async (words) => {
      const { index, inside } = make();
      await shelf().put(text);
      const search = () => index.search({ words, access: everything, offset: 0, limit: 10 });
      expect(await inside(search)).toEqual({ ids: [], total: 0 });
    },
  );

  it('whatever they and the words are', async () => {
    const own = shelf();
    const odd = fc.constantFrom(
      "'",
      '"',
      '\\',
      ':*',
      '&',
      '|',
      '!',
      '<->',
      '(',
      ')',
      '%',
      '#',
      '@',
      ' ',
      '苍鹭',
      'heron',
    );
    const words = fc.string({ unit: fc.oneof(odd, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })) });
    const said = fc.asyncProperty(words, async (text) => {
      const id = await own.put(text, { tags: [text] });
      expect(await own.ids(text)).toContain(id);
    });
    await fc.assert(said, { numRuns: 150 });
  });

  it('however long they or the words are', async () => {
    const own = shelf();
    const id = await own.put(`${'🐦苍鹭'.repeat(20_000)} ${'x'.repeat(100_000)}`, { tags: ['y'.repeat(5000)] });
    expect(await own.ids('苍鹭')).toEqual([id]);
    expect(await own.ids(`鹭苍 ${'w'.repeat(100_000)}`)).toEqual([]);
    expect(await own.ids('鹭 '.repeat(100_000))).toEqual([id]);
  });

  it('of its own tenant only', async () => {
    const own = shelf();
    await own.put('ours');
    const { index, elsewhere } = make();
    const query = { words: own.word, access: everything, offset: 0, limit: 10 };
    expect(await elsewhere(() => index.search(query))).toEqual({ ids: [], total: 0 });
  });
}

function keepsAccess(shelf: () => Shelf): void {
  it('what a level shows of some authors, and all of others', async () => {
    const own = shelf();
    const ids: Record<string, Id> = {};
    for (const authorId of [1, 2, 3])
      for (const visibility of [0, 50, 90])
        ids[`${authorId}/${visibility}`] = await own.put('x', { authorId, visibility });
    const found = async (access: Partial<SearchAccess>) => {
      const { ids: hits, total } = await own.search('x', { always: [], levels: [], except: [], ...access });
      expect(total).toBe(hits.length);
      return Object.keys(ids).filter((key) => hits.includes(ids[key]!));
    };
    const open = { visibility: 90, authors: 'anyone' as const };
    expect(await found({})).toEqual([]);
    expect(await found({ always: 'anyone' })).toHaveLength(9);
    expect(await found({ always: [2] })).toEqual(['2/0', '2/50', '2/90']);
    expect(await found({ levels: [open] })).toEqual(['1/90', '2/90', '3/90']);
    expect(await found({ levels: [open, { visibility: 50, authors: [1, 3] }] })).toEqual([
      '1/50',
      '1/90',
      '2/90',
      '3/50',
      '3/90',
    ]);
    expect(await found({ levels: [{ visibility: 50, authors: [] }] })).toEqual([]);
    expect(await found({ always: [1, 2], levels: [open], except: [2] })).toEqual(['1/0', '1/50', '1/90', '3/90']);
    expect(await found({ always: 'anyone', except: [1, 3] })).toEqual(['2/0', '2/50', '2/90']);
  });
}

function lists(shelf: () => Shelf): void {
  it('by page, those on top first, then by activity, with the total on each page', async () => {
    const own = shelf();
    const old = await own.put('x', { activeAt: minute(1) });
    const [first, second] = [await own.put('x', { activeAt: minute(5) }), await own.put('x', { activeAt: minute(5) })];
    const recent = await own.put('x', { activeAt: minute(9) });
    const top = await own.put('x', { activeAt: minute(0), isTop: true });
    const page = async (offset: number, limit: number) => own.search('x', everything, { offset, limit });
    expect(await page(0, 3)).toEqual({ ids: [top, recent, second], total: 5 });
    expect(await page(3, 3)).toEqual({ ids: [first, old], total: 5 });
    expect(await page(6, 3)).toEqual({ ids: [], total: 5 });
  });
}

function keepsNewest(shelf: () => Shelf, make: () => IndexUnderTest): void {
  it('the newest revision, in whatever order they come', async () => {
    const own = shelf();
    const id = await own.put('three', { revision: 3 });
    await own.put('two', { id, revision: 2 });
    expect([await own.ids('two'), await own.ids('three')]).toEqual([[], [id]]);
    await own.put('four', { id, revision: 4, visibility: 0, authorId: 7 });
    expect([await own.ids('three'), await own.ids('four')]).toEqual([[], [id]]);
    expect(await own.ids('four', { always: [7], levels: [], except: [] })).toEqual([id]);
    await own.put('four, with other terms', { id, revision: 4 });
    expect(await own.ids('terms')).toEqual([id]);
  });

  it('nothing once it is removed, also of what comes late', async () => {
    const own = shelf();
    const id = await own.put('here', { revision: 2 });
    await own.remove(id, 1);
    expect(await own.ids('here')).toEqual([id]);
    await own.remove(id, 5);
    await own.put('here', { id, revision: 4 });
    expect(await own.search('')).toEqual({ ids: [], total: 0 });
    await own.remove(id + 1, 9); // before it was ever put
    await own.put('here', { id: id + 1, revision: 8 });
    expect(await own.search('')).toEqual({ ids: [], total: 0 });
  });

  it('one of many that come at the same time', async () => {
    const own = shelf();
    const id = await own.put('0');
    const revisions = [5, 3, 8, 2, 7, 4, 6];
    await Promise.all(revisions.map((revision) => own.put(`r${revision}`, { id, revision })));
    expect([await own.ids('r8'), (await own.ids('r7')).length]).toEqual([[id], 0]);
  });

  it('as many as are put together', async () => {
    const { index, inside } = make();
    const document = { revision: 1, authorId: 1, visibility: 90, isTop: false, tags: [] };
    const many = Array.from({ length: 250 }, (_, number) => ({
      ...document,
      id: 1_000_000 + number,
      activeAt: minute(number),
      text: `together n${number}`,
    }));
    await inside(() => index.put(many));
    await inside(() => index.put([]));
    await inside(() => index.remove([]));
    const query = { words: 'together', access: everything, offset: 0, limit: 2 };
    expect(await inside(() => index.search(query))).toEqual({ ids: [1_000_249, 1_000_248], total: 250 });
  });
}

function compares(shelf: () => Shelf, make: () => IndexUnderTest): void {
  const document = {
    revision: 3,
    authorId: 1,
    visibility: 90,
    isTop: false,
    activeAt: minute(1),
    text: 'said',
    tags: ['a'],
  };
  let id = 2_000_000;
  beforeEach(async () => {
    id += 10;
    const { index, inside } = make();
    await inside(() => index.put([{ ...document, id }]));
  });

  it.each([
    ['the same', {}, false],
    ['a newer revision of the same', { revision: 9 }, false],
    ['an older revision', { revision: 2 }, true],
    ['another text', { text: 'says' }, true],
    ['another topic', { tags: ['b'] }, true],
    ['another author', { authorId: 2 }, true],
    ['other readers', { visibility: 0 }, true],
    ['another place', { isTop: true }, true],
    ['another time', { activeAt: minute(2) }, true],
  ])('with %s', async (_, change, differs) => {
    const { index, inside, elsewhere } = make();
    const given = { ...document, id, ...change };
    expect(await inside(() => index.listDiffering([given]))).toEqual(differs ? [id] : []);
    expect(await elsewhere(() => index.listDiffering([given]))).toEqual([id]);
    expect(await inside(() => index.listDiffering([{ ...given, id: id + 1 }, given]))).toEqual(
      differs ? [id, id + 1] : [id + 1],
    );
    expect(await inside(() => index.listDiffering([]))).toEqual([]);
  });

  it('by the ids of what it finds, and forgets with its revision what it is told to', async () => {
    const { index, inside, elsewhere } = make();
    const own = shelf();
    await inside(() => index.put([1, 2, 3].map((step) => ({ ...document, id: id + step }))));
    await inside(() => index.remove([{ id: id + 2, revision: 5 }]));
    expect(await inside(() => index.listIds(id, 10))).toEqual([id + 1, id + 3]);
    expect(await inside(() => index.listIds(id - 1, 2))).toEqual([id, id + 1]);
    expect(await elsewhere(() => index.listIds(id - 1, 2))).toEqual([]);
    await elsewhere(() => index.discard([id + 1]));
    expect(await inside(() => index.listIds(id, 1))).toEqual([id + 1]);
    await inside(() => index.discard([]));
    await inside(() => index.discard([id + 1, id + 2]));
    expect(await inside(() => index.listIds(id, 10))).toEqual([id + 3]);
    await own.put('again', { id: id + 2, revision: 1 }); // older than the tombstone that is forgotten
    expect(await own.ids('again')).toEqual([id + 2]);
  });
}
