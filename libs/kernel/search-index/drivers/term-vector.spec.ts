import { documentOf } from '../search-shelf.contract.js';
import { termVectorOf } from './term-vector.js';

const termsOf = (more: Parameters<typeof documentOf>[1]) => termVectorOf(documentOf(7, { authorId: 42, ...more }));

describe('the tsvector of a document', () => {
  it('has words with their places, the letters of a run one by one, and what is filtered by without', () => {
    expect(termsOf({ texts: ['看 苍鹭飞 now'], has: ['image'] })).toBe(
      `'看':1C '苍':2C '苍鹭':2C '鹭':3C '鹭飞':3C '飞':4C 'now':5C ':is:post' ':by:42' ':has:image'`,
    );
  });

  it('tells titles, tags, texts and names apart, and leaves places free between pieces', () => {
    const said = { titles: ['a b'], tags: ['b'], names: ['bob', 'b'], texts: ['#c', 'b'] };
    expect(termsOf(said)).toBe(`'a':1A 'b':2A,13B,35D,57C 'bob':24D 'c':46C '#c' '#b' ':is:post' ':by:42'`);
  });

  it('has the names of a member whole, and not those of an author', () => {
    expect(termsOf({ kind: 'member', names: ['B_1'] })).toContain(`'@b_1'`);
    expect(termsOf({ names: ['B_1', '@x'] })).not.toContain('@');
  });

  it('never has more places than a tsvector can hold', () => {
    const letters = (from: number) => String.fromCodePoint(...Array.from({ length: 10_000 }, (_, at) => from + at));
    const places = (more: Parameters<typeof documentOf>[1]) =>
      Array.from(termsOf(more).matchAll(/(\d+)[ABCD]/g), ([, place]) => Number(place));
    expect(Math.max(...places({ titles: [letters(0x4e00)] }))).toBe(10_000);
    expect(Math.max(...places({ titles: [letters(0x4e00)], texts: [letters(0x4e00)] }))).toBe(16_383);
    expect(places({ texts: ['x '.repeat(1_000)] })).toHaveLength(255);
  });
});
