import type { Id } from '#kernel/database';
import type { SearchAccess, SearchFilter } from './search-index.js';
import { minute, nothing, type Shelf } from './search-shelf.contract.js';

export function filtersContract(shelf: () => Shelf): void {
  /** Three documents; which of them are found, by their numbers. */
  const found = async (filter: SearchFilter, words = 'common') => {
    const own = shelf();
    const ids = await own.putAll([
      { texts: ['common one'], authorId: 1, createdAt: minute(10), has: ['image'], tags: ['Herons', 'water birds'] },
      { texts: ['common two #herons.'], authorId: 2, createdAt: minute(20), has: ['image', 'video'], tags: ['鹭'] },
      { texts: ['common three'], authorId: 1, createdAt: minute(30), heat: 3 },
    ]);
    const { ids: hits, total } = await own.search(words, { filter });
    expect(total).toBe(hits.length);
    return ids.flatMap((id, index) => (hits.includes(id) ? [index + 1] : []));
  };

  it.each<[string, SearchFilter, number[]]>([
    ['of one author', { authorId: 1 }, [1, 3]],
    ['of nobody who has any', { authorId: 3 }, []],
    ['of a topic, tagged or in the text', { tags: ['herons'] }, [1, 2]],
    ['of a topic with its sign, in other letters', { tags: ['＃HERONS'] }, [1, 2]],
    ['of two topics', { tags: ['herons', '#鹭'] }, [2]],
    ['of a topic that is only the beginning of one', { tags: ['heron'] }, []],
    ['of a topic that is only a word', { tags: ['one'] }, []],
    ['of a topic without a letter', { tags: ['#'] }, []],
    ['from a moment on', { from: minute(20) }, [2, 3]],
    ['before a moment', { before: minute(20) }, [1]],
    ['between two moments', { from: minute(11), before: minute(30) }, [2]],
    ['with pictures', { has: ['image'] }, [1, 2]],
    ['with pictures and films', { has: ['image', 'video'] }, [2]],
    ['of which all of it is true', { authorId: 1, tags: ['herons'], has: ['image'], before: minute(11) }, [1]],
    ['of which all of it is never true', { authorId: 2, tags: ['herons'], before: minute(11) }, []],
  ])('%s', async (_, filter, expected) => {
    expect(await found(filter)).toEqual(expected);
    expect(await found(filter, '')).toEqual(expected);
    expect(await found(filter, '...')).toEqual(expected);
    expect(await found(filter, 'two')).toEqual(expected.filter((number) => number === 2));
  });

  it('and never more because there are no words', async () => {
    const own = shelf();
    const [post] = await own.putAll([{ texts: ['x'] }, { kind: 'member', names: ['x'], authorId: 5 }]);
    expect(await own.search('')).toEqual({ ids: [post], total: 1 });
    expect(await own.search('', { filter: { authorId: 5 } })).toEqual(nothing);
  });
}

export function accessContract(shelf: () => Shelf): void {
  it('what a level shows of some authors, and all of others', async () => {
    const own = shelf();
    const keys = [1, 2, 3].flatMap((authorId) => [0, 50, 90].map((visibility) => ({ authorId, visibility })));
    const ids = await own.putAll(keys.map((key) => ({ ...key, texts: ['x'] })));
    const found = async (access: Partial<SearchAccess>) => {
      const none: SearchAccess = { always: [], levels: [], except: [], without: [] };
      const { ids: hits, total } = await own.search('x', { access: { ...none, ...access } });
      expect(total).toBe(hits.length);
      return keys.flatMap(({ authorId, visibility }, at) =>
        hits.includes(ids[at]!) ? [`${authorId}/${visibility}`] : [],
      );
    };
    const open = { visibility: 90, authors: 'anyone' as const };
    expect(await found({})).toEqual([]);
    expect(await found({ always: 'anyone' })).toHaveLength(9);
    expect(await found({ always: [2] })).toEqual(['2/0', '2/50', '2/90']);
    expect(await found({ levels: [open] })).toEqual(['1/90', '2/90', '3/90']);
    const followers = { visibility: 50, authors: [1, 3] };
    expect(await found({ levels: [open, followers] })).toEqual(['1/50', '1/90', '2/90', '3/50', '3/90']);
    expect(await found({ levels: [{ visibility: 50, authors: [] }] })).toEqual([]);
    expect(await found({ always: [1, 2], levels: [open], except: [2] })).toEqual(['1/0', '1/50', '1/90', '3/90']);
    expect(await found({ always: 'anyone', except: [1, 3] })).toEqual(['2/0', '2/50', '2/90']);
    expect(await found({ levels: [open], without: [ids[2]!, ids[3]!] })).toEqual(['2/90', '3/90']);
  });

  it('none of thousands that they may not see, on full pages', async () => {
    const own = shelf();
    const ids = await own.putAll(Array.from({ length: 30 }, (_, heat) => ({ texts: ['x'], heat })));
    const hidden: Id[] = [...ids.slice(10, 20), ...Array.from({ length: 5000 }, (_, index) => 10_000_000 + index)];
    const page = { access: { without: hidden }, order: 'hot', offset: 8, limit: 5 } as const;
    const expected = [ids[21], ids[20], ids[9], ids[8], ids[7]];
    expect(await own.search('x', page)).toEqual({ ids: expected, total: 20 });
  });
}
