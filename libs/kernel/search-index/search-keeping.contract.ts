import fc from 'fast-check';
import type { SearchDocument } from './search-index.js';
import { documentOf, minute, queryOf, type Shelf } from './search-shelf.contract.js';

export function keepingContract(shelf: () => Shelf): void {
  it('the newest revision, in whatever order they come', async () => {
    const own = shelf();
    const id = await own.put('three', { revision: 3 });
    await own.put('two', { id, revision: 2 });
    expect([await own.ids('two'), await own.ids('three')]).toEqual([[], [id]]);
    await own.put('four', { id, revision: 4, visibility: 0, authorId: 7 });
    expect([await own.ids('three'), await own.ids('four')]).toEqual([[], [id]]);
    expect(await own.ids('four', { access: { always: [7] } })).toEqual([id]);
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
    expect(await own.ids('')).toEqual([]);
    await own.remove(id + 1, 9); // before it was ever put
    await own.put('here', { id: id + 1, revision: 8 });
    expect(await own.ids('')).toEqual([]);
    await own.put('here again', { id, revision: 6 });
    expect(await own.ids('here')).toEqual([id]);
  });

  it('one of many that come at the same time', async () => {
    const own = shelf();
    const id = await own.put('0');
    const revisions = [5, 3, 8, 2, 7, 4, 6];
    await Promise.all(revisions.map((revision) => own.put(`r${revision}`, { id, revision })));
    expect([await own.ids('r8'), (await own.ids('r7')).length]).toEqual([[id], 0]);
  });

  it('as many as are put together, in each of several units at the same time', async () => {
    const own = shelf();
    const first = 1_000_000_000;
    const many = Array.from({ length: 250 }, (_, at) => documentOf(first + at, { texts: [`together n${at}`] }));
    await Promise.all([many, many.toReversed(), many].map((some) => own.write((index) => index.put(some))));
    await own.write(async (index) => {
      await index.put([]);
      await index.remove([]);
    });
    const { index, inside } = own.test;
    const found = await inside(() => index.search(queryOf('together', { limit: 2, order: 'newest' })));
    expect(found).toEqual({ ids: [first + 249, first + 248], total: 250 });
    await own.write((all) => all.remove(many.map(({ id }) => ({ kind: 'post', id, revision: 2 }))));
    expect((await inside(() => index.search(queryOf('together')))).total).toBe(0);
  });

  it('what a row of every step that was told of it would come to', async () => {
    const revision = fc.integer({ min: 1, max: 6 });
    const step = fc.record({ what: fc.constantFrom('put', 'remove', 'discard'), revision });
    const said = fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const own = shelf();
      const id = await own.put('w0', { revision: 1 });
      let [kept, word] = [1, 'w0'];
      for (const [at, { what, revision: given }] of steps.entries()) {
        if (what === 'put') await own.put(`w${at}`, { id, revision: given });
        else if (what === 'remove') await own.remove(id, given);
        else await own.write((index) => index.discard('post', [id]));
        if (what === 'discard') [kept, word] = [0, ''];
        else if (given >= kept) [kept, word] = [given, what === 'put' ? `w${at}` : ''];
      }
      expect(await own.ids('')).toEqual(word ? [id] : []);
      if (word) expect(await own.ids(`${word} `)).toEqual([id]);
    });
    await fc.assert(said, { numRuns: 25 });
  });

  describe('what can be compared with what it is made of:', () => comparingContract(shelf));
}

function comparingContract(shelf: () => Shelf): void {
  const document: Partial<SearchDocument> = { revision: 3, texts: ['said'], tags: ['a'], has: ['image'] };
  let id = 2_000_000;
  beforeEach(async () => {
    id += 10;
    await shelf().write((index) => index.put([documentOf(id, document)]));
  });

  it.each<[string, Partial<SearchDocument>, boolean]>([
    ['the same', {}, false],
    ['a newer revision of the same', { revision: 9 }, false],
    ['an older revision', { revision: 2 }, true],
    ['another text', { texts: ['says'] }, true],
    ['the text as a title', { texts: [], titles: ['said'] }, true],
    ['the text in pieces', { texts: ['sa', 'id'] }, true],
    ['another name', { names: ['ada'] }, true],
    ['another topic', { tags: ['b'] }, true],
    ['another author', { authorId: 2 }, true],
    ['other readers', { visibility: 0 }, true],
    ['another place', { isTop: true }, true],
    ['another time', { activeAt: minute(2) }, true],
    ['another time of its making', { createdAt: minute(2) }, true],
    ['more heat', { heat: 0.5 }, true],
    ['films', { has: ['video'] }, true],
    ['another kind', { kind: 'topic' }, true],
  ])('with %s', async (_, change, differs) => {
    const { index, inside, elsewhere } = shelf().test;
    const given = documentOf(id, { ...document, ...change });
    const missing = documentOf(id + 1, { ...document, ...change });
    expect(await inside(() => index.listDiffering([given]))).toEqual(differs ? [id] : []);
    expect(await elsewhere(() => index.listDiffering([given]))).toEqual([id]);
    expect(await inside(() => index.listDiffering([missing, given]))).toEqual(differs ? [id, id + 1] : [id + 1]);
    expect(await inside(() => index.listDiffering([]))).toEqual([]);
  });

  it('with what was removed', async () => {
    const own = shelf();
    await own.remove(id, 4);
    const { index, inside } = own.test;
    expect(await inside(() => index.listDiffering([documentOf(id, { ...document, revision: 9 })]))).toEqual([id]);
  });

  it('by the ids of what it finds, and forgets with its revision what it is told to', async () => {
    const own = shelf();
    const { index, inside, elsewhere } = own.test;
    await own.write((all) => all.put([1, 2, 3].map((step) => documentOf(id + step, document))));
    await own.write((all) => all.put([documentOf(id + 4, { ...document, kind: 'member' })]));
    await own.remove(id + 2, 5);
    expect(await inside(() => index.listIds('post', id, 10))).toEqual([id + 1, id + 3]);
    expect(await inside(() => index.listIds('post', id - 1, 2))).toEqual([id, id + 1]);
    expect(await inside(() => index.listIds('member', id, 10))).toEqual([id + 4]);
    expect(await elsewhere(() => index.listIds('post', id - 1, 2))).toEqual([]);
    await elsewhere(() => index.discard('post', [id + 1]));
    await own.write((all) => all.discard('member', [id + 1]));
    expect(await inside(() => index.listIds('post', id, 1))).toEqual([id + 1]);
    await own.write((all) => all.discard('post', []));
    await own.write((all) => all.discard('post', [id + 1, id + 2]));
    expect(await inside(() => index.listIds('post', id, 10))).toEqual([id + 3]);
    await own.put('again', { id: id + 2, revision: 1 }); // older than the tombstone that is forgotten
    expect(await own.ids('again')).toEqual([id + 2]);
  });
}
