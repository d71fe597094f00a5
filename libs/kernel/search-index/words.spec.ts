import fc from 'fast-check';
import { queryTermsOf, termsOf } from './terms.js';

const terms = (text: string, ...tags: string[]) => termsOf(text, tags).sort();

describe('what a document is found by', () => {
  it.each([
    ['Hello, WORLD', ['hello', 'world']],
    ['苍鹭飞', ['苍', '鹭', '飞', '苍鹭', '鹭飞']],
    ['iPhone手机15', ['iphone', '手', '机', '手机', '15']],
    ['ﬁne ＦＵＬＬ ①', ['fine', 'full', '1']],
    ['データ', ['デ', 'ー', 'タ', 'デー', 'ータ']],
    ['가나', ['가', '나', '가나']],
    ['C++ ... !!! ❤️', ['c']],
    ['', []],
  ])('%p', (text, expected) => {
    expect(terms(text)).toEqual([...expected].sort());
  });

  it('is also each topic and each name as a whole', () => {
    expect(terms('看#苍鹭 与 @Bob 和 a@b.com.')).toEqual(
      ['看', '苍', '鹭', '苍鹭', '与', '和', 'bob', 'a', 'b', 'com', '#苍鹭', '@bob'].sort(),
    );
    expect(terms('#go, ##c++ ＃x. #--- #', 'Node.js')).toEqual(
      ['go', 'c', 'x', 'node', 'js', '#go', '#c++', '#x', '#node.js'].sort(),
    );
  });

  it('has an end, in number and in length', () => {
    expect(termsOf(`${'a '.repeat(4999)}b c`, [])).toEqual(['a', 'b']);
    const long = termsOf(`${'b'.repeat(5000)} #x${'🐦'.repeat(400)}`, []);
    expect(new Set(long.map(({ length }) => length))).toEqual(new Set([1, 254, 255]));
    expect(() => encodeURIComponent(long.join())).not.toThrow(); // no half of a bird
    expect(termsOf('\uFDFA'.repeat(10_000), []).length).toBeLessThan(100); // each becomes 18 characters
  });
});

describe('what a query asks for', () => {
  it.each([
    ['Herons FLY', { whole: ['herons'], prefix: 'fly' }],
    ['herons ', { whole: ['herons'] }],
    ['a', { whole: ['a'] }],
    ['苍', { whole: ['苍'] }],
    ['苍鹭飞', { whole: ['苍鹭', '鹭飞'] }],
    ['手机 iPhone', { whole: ['手机'], prefix: 'iphone' }],
    ['#苍鹭 fish', { whole: ['#苍鹭', '苍鹭'], prefix: 'fish' }],
    ['@Bob', { whole: ['@bob'], prefix: 'bob' }],
    ['@josé!', { whole: ['@jos', 'josé'] }],
    ["it's", { whole: ['it', 's'] }],
    ['& | ! ( ) : * \' " \\ % # @', { whole: [] }],
  ])('%p', (query, expected) => {
    expect(queryTermsOf(query)).toEqual(expected);
  });

  it('is found in a document that says the same, whatever that is', () => {
    const signs = fc.constantFrom(
      '#',
      '@',
      '＃',
      ' ',
      '-',
      "'",
      'ß',
      'İ',
      'é',
      '苍',
      '鹭',
      'が',
      'カ\u3099',
      'a',
      '7',
      '️',
    );
    const text = fc.string({ unit: fc.oneof(signs, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) });
    fc.assert(
      fc.property(text, (said) => {
        const [document, { whole, prefix }] = [termsOf(said, []), queryTermsOf(said)];
        expect(document).toEqual(expect.arrayContaining([...whole]));
        expect(prefix === undefined || document.includes(prefix)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('has an end', () => {
    const { whole, prefix } = queryTermsOf(Array.from({ length: 200 }, (_, index) => `w${index}`).join(' '));
    expect([whole.length, prefix]).toEqual([29, 'w199']);
    expect(queryTermsOf('鹭苍'.repeat(5000)).whole).toEqual(['鹭苍', '苍鹭']);
    expect(queryTermsOf('#'.repeat(1_000_000)).whole).toEqual([]);
  });
});
