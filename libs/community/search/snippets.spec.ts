import fc from 'fast-check';
import { folded } from '#kernel/search-index';
import { foldedWithPlaces, sameSigma } from './folded-text.js';
import { type Searched, snippetOf, wantedOf } from './snippets.js';

const snippet = (text: string, words: string, more: Partial<Searched> = {}): string =>
  snippetOf(text, wantedOf({ words, ...more }));
/** What a reader sees. */
const plain = (html: string): string =>
  html
    .replace(/<\/?mark>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const marks = (html: string): string[] =>
  [...html.matchAll(/<mark>(.*?)<\/mark>/gsu)].map(([, inner]) => plain(inner!));

describe('what a snippet marks', () => {
  it.each<[string, string, string[]]>([
    ['Two herons stand', 'herons', ['herons']],
    ['Two HERONS stand', 'heRons', ['HERONS']],
    ['herons, Herons; "herons"', 'herons ', ['herons', 'Herons', 'herons']],
    ['her here hermit', 'her', ['her', 'here', 'hermit']], // the last word may go on
    ['her here hermit', 'her ', ['her', 'here', 'hermit'].slice(0, 1)],
    ['her here hermit', 'her stands', ['her']],
    ['herons other-herons xherons heronsx', 'herons stand', ['herons', 'herons']],
    ['ＦＵＬＬ width ① ﬁne', 'full 1 fine', ['ＦＵＬＬ', '①', 'ﬁne']],
    ['Cafe\u0301 Café CAFÉ cafe', 'café x', ['Cafe\u0301', 'Café', 'CAFÉ', 'cafe']],
    ['Straße', 'straße', ['Straße']],
    ['İstanbul', 'İstanbul', ['İstanbul']],
    ['ΟΔΟΣ οδός ΟΔΌΣ', 'οδος', ['ΟΔΟΣ']],
    ['ガギ ｶﾞｷﾞ', 'ガギ', ['ガギ', 'ｶﾞｷﾞ']],
    ['한국어 한글', '한글', ['한글']],
    ['\u1112\u1161\u11ab\u1100\u1173\u11af', '한글', ['\u1112\u1161\u11ab\u1100\u1173\u11af']],
    ['水边的苍鹭飞了', '苍鹭', ['苍鹭']],
    ['水边的苍鹭飞了', '鹭', ['鹭']],
    ['水边 飞 苍鹭', '水边的苍鹭', ['水边', '苍鹭']],
    ['苍鹭 苍鹭', '苍鹭', ['苍鹭', '苍鹭']],
    ['herons水边iphone', '水边 herons iph', ['herons水边iphone']],
    ['see #می\u200cخواهم #می', '#می ', ['می', '#می']],
    ['see #birds, #birdsong #birds', '#birds ', ['#birds', '#birds']],
    ['birds bird', '#birds', ['birds']],
    ['thanks @bob and @bobby', '@bob ', ['@bob']],
    ['nothing here', 'herons', []],
    ['nothing here', '', []],
    ['& < > " \' # @', '& < # @', []],
    ['a.*b (x) [y] \\d', '.* (x) \\d', ['x', 'd']],
  ])('%j for %j', (text, words, expected) => {
    expect(marks(snippet(text, words))).toEqual(expected);
    expect(plain(snippet(text, words))).toBe(text.trim());
  });

  it('is also a topic that is filtered by, and what was taken for a mistyped word', () => {
    expect(marks(snippet('of #Birds and birds', '', { tags: ['birds'] }))).toEqual(['#Birds']);
    expect(marks(snippet('Two herons stand', 'hreons', { instead: ['herons'] }))).toEqual(['herons']);
  });
});

describe('a snippet', () => {
  it('is safe whatever the text is', () => {
    const text = `<script>alert("herons")</script> & <mark>herons</mark> <img src=x onerror='herons'>`;
    expect(snippet(text, 'herons script')).toBe(
      '&lt;<mark>script</mark>&gt;alert(&quot;<mark>herons</mark>&quot;)&lt;/<mark>script</mark>&gt; &amp; ' +
        '&lt;mark&gt;<mark>herons</mark>&lt;/mark&gt; &lt;img src=x onerror=&#39;<mark>herons</mark>&#39;&gt;',
    );
  });

  it('shows what stands around the first place', () => {
    const text = `${'before '.repeat(100)}the heron stands ${'after '.repeat(100)}heron`;
    const shown = snippet(text, 'heron');
    expect(marks(shown)).toEqual(['heron']);
    expect(plain(shown)).toMatch(/^before .*the heron stands .*after$/);
    expect(plain(shown).length).toBeGreaterThan(120);
    expect(plain(shown).length).toBeLessThanOrEqual(160);
  });

  it('prefers the place where several of the words stand', () => {
    const text = `the ${'between '.repeat(100)} the grey heron ${'after '.repeat(50)}`;
    expect(marks(snippet(text, 'the grey heron '))).toEqual(['the', 'grey', 'heron']);
  });

  it('shows the beginning where nothing is marked, and the end where it is near', () => {
    const text = `first ${'x '.repeat(300)}last`;
    expect(snippet(text, 'absent')).toMatch(/^first x x/);
    expect(snippet(text, 'last')).toMatch(/x x <mark>last<\/mark>$/);
    expect(snippet('', 'x')).toBe('');
    expect(snippet('   ', 'x')).toBe('');
  });

  it('has about 160 characters of a text without spaces', () => {
    const text = `${'水'.repeat(1000)}苍鹭${'边'.repeat(1000)}`;
    const shown = snippet(text, '苍鹭');
    expect([plain(shown).length, plain(shown).indexOf('苍鹭')]).toEqual([160, 40]);
  });

  it('does not take characters apart', () => {
    const family = '👨‍👩‍👧‍👦';
    const shown = plain(snippet(family.repeat(200), 'x'));
    expect(shown).toBe(family.repeat(shown.length / family.length));
    const dotted = `e${'\u0301'.repeat(500)}`;
    expect(dotted.startsWith(plain(snippet(dotted, 'x')))).toBe(true);
  });

  it('takes no long time for any text', () => {
    const text = 'ab'.repeat(50_000);
    expect(plain(snippet(text, 'ab '.repeat(60))).length).toBeLessThanOrEqual(160);
    expect(marks(snippet('a '.repeat(10_000), 'a')).length).toBeLessThanOrEqual(80);
  });

  const odd = fc.constantFrom(
    '<',
    '&',
    '"',
    "'",
    '<script>',
    '<mark>',
    '&amp;',
    '#',
    '@',
    ' ',
    '\n',
    '苍鹭',
    '水',
    'heron',
    'İ',
    'ﬁ',
    'Ａ',
  );
  const joins = fc.constantFrom(
    'e\u0301',
    '\u0301',
    'ｶ',
    'ﾞ',
    'ㄱ',
    'ㅏ',
    '\u11a8',
    '가',
    'Σ',
    '👨‍👩‍👧',
    '\u0f73',
    '\uFDFA',
    'ß',
  );
  const text = fc.string({
    unit: fc.oneof(odd, joins, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
    maxLength: 400,
  });

  it('is a piece of the text, and holds no tag but marks', () => {
    fc.assert(
      fc.property(text, text, fc.array(text, { maxLength: 2 }), (said, words, tags) => {
        const html = snippet(said, words.slice(0, 200), { tags });
        expect(said).toContain(plain(html));
        expect(html.replace(/<mark>([^<>]+)<\/mark>/gu, '$1')).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
        expect(plain(html).length).toBeLessThanOrEqual(160);
      }),
      { numRuns: 2000 },
    );
  });

  it('marks what was looked for where it is a word of a short text', () => {
    const word = fc.constantFrom(
      'heron',
      'HERON',
      '苍鹭',
      'ＨＥＲＯＮ',
      'Café',
      'ｶﾞ',
      'ﬁne',
      'ΟΔΟΣ',
      '#topic',
      '@name',
      '①',
    );
    const around = fc.string({ unit: fc.constantFrom(' ', '.', '!', '水', '<', '\n'), maxLength: 20 });
    fc.assert(
      fc.property(around, word, around, (front, said, back) => {
        const all = marks(snippet(`${front}${said} ${back}`, said)).join('');
        expect(folded(all)).toContain(folded(said).replace(/^@/, ''));
      }),
    );
  });
});

describe('a text folded letter by letter', () => {
  const letters = fc.constantFrom(
    'e',
    '\u0301',
    'ｶ',
    'ﾞ',
    'ㄱ',
    'ㅏ',
    'ㄳ',
    '\u1100',
    '\u1161',
    '\u11a8',
    '가',
    'Σ',
    'İ',
    'ﬁ',
    '\uFDFA',
    '\u0f73',
    '\u309b',
  );
  const text = fc.string({
    unit: fc.oneof(letters, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
    maxLength: 60,
  });

  it('is what it is as a whole', () => {
    fc.assert(
      fc.property(text, (said) => {
        expect(foldedWithPlaces(said).text).toBe(sameSigma(folded(said)));
      }),
      { numRuns: 5000 },
    );
  });

  it('knows where each letter was', () => {
    fc.assert(
      fc.property(text, (said) => {
        const places = foldedWithPlaces(said);
        const all = places.text;
        let last = 0;
        for (let at = 0; at < all.length; at += 1) {
          const { from, to } = places.origin({ from: at, to: at + 1 });
          expect(from).toBeGreaterThanOrEqual(last);
          expect(sameSigma(folded(said.slice(from, to)))).toContain(all[at]);
          last = from;
        }
      }),
    );
  });
});
