import type { SearchFilter } from '../search-index.js';
import { wantedWords } from '../words.js';
import { termQueryOf } from './term-query.js';

const found = (words: string, filter: SearchFilter = {}) =>
  termQueryOf({ kind: 'post', filter }, wantedWords(words))?.found;
const worth = (words: string, meant?: ReadonlyMap<string, string[]>) =>
  termQueryOf({ kind: 'post' }, wantedWords(words), meant)?.worth;

describe('the tsquery of a search', () => {
  it.each([
    ['Grey herons', `':is:post' & 'grey' & 'herons':*`],
    ['苍鹭飞 巢', `':is:post' & '苍鹭' & '鹭飞' & '巢'`],
    ['#birds @bob ', `':is:post' & '#birds' & '@bob' & 'birds' & 'bob'`],
    [`#it's\\x `, `':is:post' & '#it''s\\\\x' & 'it' & 's' & 'x'`],
  ])('for %p', (words, expected) => {
    expect(found(words)).toBe(expected);
  });

  it('has what is filtered by', () => {
    const filter = { authorId: 7, tags: ['A B', '#c'], has: ['image', 'video'] } as const;
    expect(found('x', filter)).toBe(`':is:post' & ':by:7' & ':has:image' & ':has:video' & '#a' & '#c' & 'x'`);
    expect(found('', { from: new Date() })).toBe(`':is:post'`);
    expect([found(''), found('!', {}), found('', { tags: [], has: [] }), found('x', { tags: ['#'] })]).toEqual(
      Array.from({ length: 4 }),
    );
  });

  it('says what a document is worth more for', () => {
    expect(worth('grey 苍鹭飞 herons')).toEqual([
      [`'grey':A & '苍鹭':A & '鹭飞':A & 'herons':*A`, 8],
      [`'grey':ABC <1> '苍鹭':ABC <1> '鹭飞':ABC <2> 'herons':*ABC`, 4],
      [`'herons'`, 11],
      [`'grey':ABC & '苍鹭':ABC & '鹭飞':ABC & 'herons':*ABC`, 1],
    ]);
    expect(worth('巢 go-lang')![1]).toEqual([`'巢':ABC <1> 'go':ABC <1> 'lang':*ABC`, 4]);
    expect(worth('@Go-lang')![0]).toEqual([`'#go-lang' | '@go-lang'`, 16]);
    expect(worth('!')).toBeUndefined();
  });

  it('asks for nothing twice, nor for what all of them have', () => {
    expect(worth('巢 ')).toEqual([
      [`'#巢' | '@巢'`, 16],
      [`'巢':A`, 8],
      [`'巢':ABC`, 5],
    ]);
  });

  it('takes words for others that may have been meant', () => {
    const meant = new Map([['hreons', ['herons', 'heron']]]);
    expect(worth('hreons x', meant)![1]).toEqual([`('hreons':ABC | 'herons':ABC | 'heron':ABC) <1> 'x':ABC`, 4]);
    expect(worth('hreons', meant)![3]).toEqual([`('hreons' | 'herons' | 'heron')`, 11]);
  });
});
