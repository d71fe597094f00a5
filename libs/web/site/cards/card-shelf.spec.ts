import { CardShelf } from './card-shelf.js';

describe('the cards that are kept', () => {
  it('are those that were asked for last, as many as fit', () => {
    const shelf = new CardShelf(10);
    const put = (key: string, size: number) => shelf.put(key, new Uint8Array(size));
    put('a', 4);
    put('b', 4);
    expect(shelf.find('a')).toHaveLength(4);
    put('c', 4);
    expect(['a', 'b', 'c'].filter((key) => shelf.find(key))).toEqual(['a', 'c']);
    put('huge', 11);
    expect(['a', 'c', 'huge'].filter((key) => shelf.find(key))).toEqual([]);
    put('d', 10);
    expect(shelf.find('d')).toHaveLength(10);
  });
});
