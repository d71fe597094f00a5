import fc from 'fast-check';
import { foldedPieces, isSpaceless, memberSign, pairsOf, signsIn, topicSign, wantedWords, wordsIn } from './words.js';

const words = (text: string) => foldedPieces([text]).flatMap(wordsIn);
const signs = (text: string) => foldedPieces([text]).flatMap(signsIn);

describe('the words of a text', () => {
  it.each([
    ['Hello, WORLD', ['hello', 'world']],
    ['苍鹭飞', ['苍鹭飞']],
    ['iPhone手机15', ['iphone', '手机', '15']],
    ['ﬁne ＦＵＬＬ ①', ['fine', 'full', '1']],
    ['データ', ['データ']],
    ['가나 다', ['가나', '다']],
    ["it's a_b", ['it', 's', 'a', 'b']],
    ['C++ ... !!! ❤️', ['c']],
    ['', []],
  ])('of %p', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('are topics and names with their sign, too', () => {
    expect(signs('看#苍鹭 与 @Bob 和 a@b.com.')).toEqual(['#苍鹭', '@bob']);
    expect(signs('#go, ##c++ ＃x. #--- #')).toEqual(['#go', '#c++', '#x']);
    expect(['Node.js', '#苍鹭', '＃X', 'two words', '#', '', '...'].map(topicSign)).toEqual([
      '#node.js',
      '#苍鹭',
      '#x',
      '#two',
      '',
      '',
      '',
    ]);
    expect(['Bob_1', '小明', 'Bob Lee', '', '...'].map(memberSign)).toEqual(['@bob_1', '@小明', '', '', '']);
  });

  it('have an end, in number and in length', () => {
    expect(words(`${'a '.repeat(4999)}b c`).slice(4998)).toEqual(['a', 'b']);
    expect(foldedPieces(['x'.repeat(9_990), 'y'.repeat(20), 'z'])).toEqual(['x'.repeat(9_990), 'y'.repeat(10)]);
    const long = [...words('b'.repeat(5000)), ...signs(`#x${'🐦'.repeat(400)}`)];
    expect(long.map(({ length }) => length)).toEqual([255, 254]);
    expect(() => encodeURIComponent(long.join())).not.toThrow(); // no half of a bird
    expect(words('苍鹭'.repeat(5_000))).toEqual(['苍鹭'.repeat(5_000)]);
    expect(foldedPieces(['\uFDFA'.repeat(10_000)])[0]).toHaveLength(10_000); // each becomes 18 characters
  });

  it('of Chinese, Japanese and Korean are found by their letters in pairs', () => {
    expect(['苍鹭飞', '苍', '𠮷野家'].map(pairsOf)).toEqual([['苍鹭', '鹭飞'], [], ['𠮷野', '野家']]);
    expect(['苍鹭', 'データ', '가', 'ไทย', 'herons', '1', 'я'].map(isSpaceless)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('what a query asks for', () => {
  it.each([
    ['Herons FLY', { words: ['herons', 'fly'], isLastOpen: true, name: '' }],
    ['herons ', { words: ['herons'], name: 'herons' }],
    ['a', { words: ['a'], name: 'a' }],
    ['苍鹭飞', { words: ['苍鹭飞'], name: '苍鹭飞' }],
    ['手机iPhone', { words: ['手机', 'iphone'], isLastOpen: true, name: '手机iphone' }],
    ['#苍鹭 fish', { words: ['苍鹭', 'fish'], signs: ['#苍鹭'], isLastOpen: true }],
    ['@Bob', { words: ['bob'], signs: ['@bob'], isLastOpen: true, name: 'bob' }],
    ['@josé!', { words: ['jose'], signs: ['@jose'], name: 'jose!' }],
    ["it's", { words: ['it', 's'], name: "it's" }],
    ['& | ! ( ) : * \' " \\ % # @', { words: [] }],
  ])('by %p', (query, expected) => {
    expect(wantedWords(query)).toEqual({ signs: [], isLastOpen: false, name: '', ...expected });
  });

  it('is found in a document that says the same, whatever that is', () => {
    const odd = ['#', '@', '＃', ' ', '-', "'", 'ß', 'İ', 'é', '苍', '鹭', 'が', 'カ\u3099', 'a', '7', '️'];
    const letter = fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));
    fc.assert(
      fc.property(fc.string({ unit: letter }), (said) => {
        const wanted = wantedWords(said);
        expect(words(said)).toEqual(wanted.words);
        expect([...new Set(signs(said))]).toEqual(wanted.signs);
      }),
      { numRuns: 2000 },
    );
  });

  it('has an end', () => {
    const many = wantedWords(Array.from({ length: 200 }, (_, index) => `w${index}`).join(' '));
    expect([many.words.length, many.words.at(-1), many.isLastOpen]).toEqual([30, 'w29', false]);
    expect(wantedWords('鹭苍'.repeat(5000)).words).toEqual(['鹭苍'.repeat(30)]);
    expect(wantedWords(`${'鹭'.repeat(59)} 苍鹭 苍 heron`).words).toEqual(['鹭'.repeat(59), '苍', 'heron']);
    expect(wantedWords('#'.repeat(1_000_000)).words).toEqual([]);
  });
});
