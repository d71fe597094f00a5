import fc from 'fast-check';
import { nothing, queryOf, type Shelf } from './search-shelf.contract.js';

const text =
  "The Herons' nest — 苍鹭的巢在水边。データ iPhone16 C++ Café ＡＢＣ it's #birds, @Bob 100% a_b back\\slash";
const document = { titles: ['A Title'], tags: ['Tagged', 'two-words', '水鸟'], names: ['ada_l', 'Ada 洛'] };

const present = [
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
  'cafe',
  'abc',
  "it's",
  '#birds',
  '＃Birds',
  '#tagged',
  '#two-words',
  '#水鸟',
  'tagged',
  'words two',
  'title herons tagged ada',
  '洛 水鸟 水边',
  '@bob',
  'bob',
  '100%',
  'a_b',
  'back\\slash',
  '"herons" & (nest | \'the\')',
  "herons:* !nest <-> 'it''s' \\",
  "'; nest; -- herons",
];
const absent = [
  'eron',
  '鹭苍',
  '巢的',
  '水水',
  '#bird',
  '#nest',
  '#two',
  '@bo',
  '@nest',
  '@ada_l',
  'nest herons eagle',
];
const wordless = [
  '',
  ' ',
  '... !!!',
  '。，！',
  '& | ! ( ) : *',
  "'",
  "''",
  '\\',
  '%',
  '_',
  '#',
  '@',
  '\u200d',
  ':*',
  '*',
  '* *',
];

/** What other software would take for more than words. */
const breakOuts = [
  'tenant:1',
  'tenant:* OR *:*',
  '_exists_:text',
  'is',
  'by',
  'ha',
  'has',
  'im has',
  ':is',
  'is:post',
  ':is:post',
  'by:1',
  'kind:post OR visibility:90',
  '{"match_all":{}}',
  '"}},{"match_all":{}},{"term":{"x":"',
  "' | 'is:post",
  "'is:post' | 'ours",
  "x' or true --",
  '!x',
  'ours~2 OR x',
  '/.*ours.*/ x',
  '=ours x',
  '~urs',
];

export function wordsContract(shelf: () => Shelf): void {
  it.each(present)('with %p in them', async (words) => {
    const own = shelf();
    const id = await own.put(text, document);
    await own.put('something else');
    expect(await own.search(words)).toEqual({ ids: [id], total: 1 });
  });

  it.each([...absent, "it'x", '飞'])('but not those without %p', async (words) => {
    const own = shelf();
    await own.put(text, document);
    expect(await own.search(words)).toEqual(nothing);
  });

  it.each([...wordless, '❤️'])('and none for %p, which has nothing to look for', async (words) => {
    const { index, inside } = shelf().test;
    await shelf().put(text, document);
    expect(await inside(() => index.search(queryOf(words)))).toEqual(nothing);
    expect(await inside(() => index.search(queryOf(words, { filter: { tags: [], has: [] } })))).toEqual(nothing);
  });

  it.each(breakOuts)('and does not take %p for more than its words', async (words) => {
    const own = shelf();
    const id = await own.put('ours', { has: ['image'] });
    const { index, elsewhere } = own.test;
    expect(await own.search(words)).toEqual(nothing);
    expect(await own.ids('ours')).toEqual([id]);
    expect(await elsewhere(() => index.search(queryOf(words)))).toEqual(nothing);
    expect(await elsewhere(() => index.search(queryOf('', { filter: { tags: [words, own.topic] } })))).toEqual(nothing);
  });

  it('whatever they and the words are', async () => {
    const own = shelf();
    const signs = ["'", '"', '\\', ':*', '&', '|', '!', '<->', '(', ')', '%', '#', '@', ' ', '苍鹭', 'heron'];
    const letter = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 });
    const words = fc.string({ unit: fc.oneof(fc.constantFrom(...signs), letter) });
    const said = fc.asyncProperty(words, async (any) => {
      const id = await own.put(any, { tags: [any], titles: [any], names: [any] });
      expect(await own.ids(`${own.topic} ${any}`)).toContain(id);
    });
    await fc.assert(said, { numRuns: 100 });
  });

  it('however long they or the words are', async () => {
    const own = shelf();
    const id = await own.put(`${'🐦苍鹭'.repeat(20_000)} ${'x'.repeat(100_000)}`, { tags: ['y'.repeat(5000)] });
    expect(await own.ids('苍鹭')).toEqual([id]);
    expect(await own.ids('x')).toEqual([]);
    const chinese = await own.put(`${'鹭苍'.repeat(1_000)}飞鸟`);
    expect(await own.ids('飞鸟')).toEqual([chinese]);
    await own.remove(chinese, 2);
    expect(await own.ids(`鹭苍 ${'w'.repeat(100_000)}`)).toEqual([]);
    expect(await own.ids('鹭 '.repeat(100_000))).toEqual([id]);
    expect(await own.ids('苍鹭'.repeat(100_000))).toEqual([]);
  });

  it('of its own tenant only', async () => {
    const own = shelf();
    await own.put('ours');
    const { index, elsewhere } = own.test;
    expect(await elsewhere(() => index.search(queryOf('ours')))).toEqual(nothing);
    expect(await elsewhere(() => index.search(queryOf('', { filter: { tags: [own.topic] } })))).toEqual(nothing);
    expect(await elsewhere(() => index.search(queryOf('oures', { filter: { authorId: 1 } })))).toEqual(nothing);
  });

  it('of the kind that is asked for', async () => {
    const own = shelf();
    const [id] = await own.putAll([{ texts: ['shared'] }]);
    await own.putAll([{ id, kind: 'member', names: ['shared'] }]);
    const kinds = async () => [await own.ids('shared'), await own.ids('shared', { kind: 'member' })];
    expect(await kinds()).toEqual([[id], [id]]);
    expect(await own.ids('shared', { kind: 'topic' })).toEqual([]);
    await own.remove(id!, 2, 'member');
    expect(await kinds()).toEqual([[id], []]);
  });

  it('of members by the whole of a name, behind an @', async () => {
    const own = shelf();
    const names = [['bob_1', 'Bobby Lee'], ['bob_12', '小明'], ['ann']];
    const [bob, ming, ann] = await own.putAll(names.map((name) => ({ kind: 'member' as const, names: name })));
    await own.putAll([{ names: ['bob_1'] }]);
    const found = (words: string) => own.ids(words, { kind: 'member' });
    expect([await found('@bob_1'), await found('@BOB_12'), await found('@bob')]).toEqual([[bob], [ming], []]);
    expect([await found('lee'), await found('明'), await found('小明'), await found('an')]).toEqual([
      [bob],
      [ming],
      [ming],
      [ann],
    ]);
    expect(await own.ids('@bob_1')).toEqual([]);
  });
}
