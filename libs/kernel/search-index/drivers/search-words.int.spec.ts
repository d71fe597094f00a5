import { setTimeout as pause } from 'node:timers/promises';
import { tenantScope } from '#kernel/scope';
import { useDatabase } from '../../../../test/support/use-database.js';
import { documentOf, type IndexUnderTest, Shelf } from '../search-shelf.contract.js';
import { PostgresSearchIndex } from './postgres.search-index.js';
import { SearchDocumentsRepository } from './search-documents.repository.js';
import { SearchWordsReconciler } from './search-words.reconciler.js';
import { SearchWordsRepository } from './search-words.repository.js';

function gate(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}

describe('the words that may have been meant', () => {
  const database = useDatabase();
  /** With connections of its own: a tenant's units of work share one. */
  const other = useDatabase();
  const make = ({ tenants } = database): IndexUnderTest => ({
    index: new PostgresSearchIndex(new SearchDocumentsRepository(tenants)),
    inside: (work) => tenantScope.run(database.ada, work),
    elsewhere: (work) => tenantScope.run(database.bob, work),
  });
  const inside = <T>(work: () => Promise<T>) => make().inside(work);
  const sql = (text: string, values: unknown[] = []) => inside(() => database.tenants.query(text, values));
  const words = async () => {
    const rows = await sql(
      `select substr(term, 2) as word from search_document, unnest(tsvector_to_array(terms)) as term
        where kind = 'word' and term like '=%' order by term collate "C"`,
    );
    return rows.map(({ word }) => word as string);
  };
  const sweepInside = () => new SearchWordsReconciler(new SearchWordsRepository(database.tenants)).mend(0);
  const sweep = () => inside(sweepInside);
  const later = () =>
    sql(
      `update search_document set active_at = active_at - interval '2 hours' where kind = 'word' and active_at <> 'epoch'`,
    );
  beforeEach(() => sql('delete from search_document'));

  it('are those of documents that there are, of three letters or more', async () => {
    const own = new Shelf(make());
    await own.put('Two herons, 苍鹭 at C++ 苍鹭; herons x', {
      titles: ['Title'],
      tags: ['tag'],
      names: ['ada_lovelace'],
    });
    await own.put(`herons ${'x'.repeat(50)}`);
    expect(await words()).toEqual(['ada', 'herons', 'lovelace', own.topic, 'tag', 'title', 'two']);
  });

  it('go when no document has had them for a while', async () => {
    const own = new Shelf(make());
    const [id] = [await own.put('herons nest'), await own.put('herons fly')];
    expect(await sweep()).toEqual({ checked: 4, repaired: 0, next: null });
    await own.remove(id, 2);
    expect(await sweep()).toMatchObject({ repaired: 0 });
    expect(await sweep()).toMatchObject({ repaired: 0 });
    expect(await words()).toContain('nest');
    await later();
    expect(await sweep()).toEqual({ checked: 4, repaired: 1, next: null });
    expect(await words()).toEqual(['fly', 'herons', own.topic]);
    expect(await sweep()).toEqual({ checked: 3, repaired: 0, next: null });
  });

  it('stay when a document has them again meanwhile', async () => {
    const own = new Shelf(make());
    const id = await own.put('herons');
    await own.remove(id, 2);
    await sweep();
    await own.put('herons', { id, revision: 3 });
    await later();
    expect(await sweep()).toMatchObject({ repaired: 0 });
    await own.remove(id, 4);
    await sweep();
    await later();
    expect(await sweep()).toMatchObject({ repaired: 2 });
  });

  it('stay when a document with them is put just as they go', async () => {
    const own = new Shelf(make());
    const id = await own.put('herons');
    await own.remove(id, 2);
    await sweep();
    await later();
    const swept = gate();
    const again = documentOf(id, { revision: 3, texts: ['herons'], tags: [own.topic] });
    const put = swept.opened.then(() => inside(() => make(other).index.put([again])));
    await inside(() =>
      database.tenants.transaction(async () => {
        expect(await sweepInside()).toMatchObject({ repaired: 2 });
        swept.open();
        await pause(100); // until it waits for the words
      }),
    );
    await put;
    expect(await words()).toEqual(['herons', own.topic]);
    expect(await own.ids('hreons')).toEqual([id]);
  });

  it('are put by units that have them in another order, and neither waits for ever', async () => {
    const sides = [database, other] as const;
    const gates = [gate(), gate()] as const;
    const unit = (own: 0 | 1, first: string, second: string) =>
      inside(() =>
        sides[own].tenants.transaction(async () => {
          const { index } = make(sides[own]);
          await index.put([documentOf(own * 10 + 1, { texts: [first] })]);
          gates[own].open();
          await gates[own === 0 ? 1 : 0].opened;
          await index.put([documentOf(own * 10 + 2, { texts: [`${first} ${second}`] })]);
        }),
      );
    await Promise.all([unit(0, 'herons', 'nests'), unit(1, 'nests', 'herons')]);
    expect(await words()).toEqual(['herons', 'nests']);
  });

  it('are swept batch by batch', async () => {
    await new Shelf(make()).put(Array.from({ length: 700 }, (_, at) => `word${at}`).join(' '));
    const repository = new SearchWordsRepository(database.tenants);
    const first = await inside(() => repository.sweep(0, 500));
    expect(first).toMatchObject({ checked: 500, removed: 0 });
    expect(await inside(() => repository.sweep(first.lastId!, 500))).toEqual({
      checked: 201,
      removed: 0,
      lastId: null,
    });
  });
});
