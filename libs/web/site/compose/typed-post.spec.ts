import { foundIn, typedPost } from './typed-post.js';

const of = (content: string) => typedPost({ content, items: [] });

describe('what somebody typed', () => {
  it.each<[string, string[]]>([
    ['#go at the start', ['go']],
    ['a tag at the end #spring', ['spring']],
    ['at the end of a line #spring\nand on', ['spring']],
    ['今天去了 #武汉大学 看樱花', ['武汉大学']],
    ['全角 ＃早春二月 也算', ['早春二月']],
    ['#Go and #go once', ['Go']],
    ['#one#two runs on', ['two']],
    ['# nothing, ## nothing, #', []],
    ['https://example.org/page#part is an address', []],
    ['#a@b is none', []],
    [`#${'x'.repeat(256)} is too long`, []],
  ])('%j has the topics %j', (text, topics) => expect(of(text).tags).toEqual(topics));

  it.each<[string, string[]]>([
    ['@bob hello', ['bob']],
    ['hello @bob', ['bob']],
    ['(@bob, @Ada.)', ['bob', 'Ada']],
    ['问一下@bob，谢谢', ['bob']],
    ['@bob and @BOB', ['bob']],
    ['write to ada@example.org or a.b+c-@example.org', []],
    ['https://example.org/@bob', []],
    ['@ bob @', []],
  ])('%j names %j', (text, names) => expect(of(text).users).toEqual(names));

  it.each<[string, string[]]>([
    ['see https://example.org/a.', ['https://example.org/a']],
    ['（https://example.org/a）和https://example.org/b，好', ['https://example.org/a', 'https://example.org/b']],
    ['https://example.org https://example.org', ['https://example.org']],
    ['http://[ is none, nor ftp://example.org, nor javascript:alert(1)', []],
    [`https://example.org/${'x'.repeat(2000)}`, []],
  ])('%j links to %j', (text, addresses) => expect(foundIn(text).addresses).toEqual(addresses));

  it('comes as the original’s composer sends it: text, pictures, films, files, links', () => {
    const items = [
      { type: 7, address: 'https://here/file.zip', alt: '' },
      { type: 3, address: 'https://here/1.png', alt: 'A heron' },
      { type: 4, address: 'https://here/film.mp4', alt: '' },
      { type: 3, address: 'https://here/2.png', alt: ' ' },
      { type: 7, address: '', blockId: 12, alt: '' },
    ];
    expect(typedPost({ content: 'Look: https://example.org', items }).contents).toEqual([
      { content: 'Look: https://example.org', type: 2, sort: 100 },
      { content: 'https://here/1.png', type: 3, sort: 101, alt: 'A heron' },
      { content: 'https://here/2.png', type: 3, sort: 102 },
      { content: 'https://here/film.mp4', type: 4, sort: 103 },
      { content: 'https://here/file.zip', type: 7, sort: 104 },
      { content: '', type: 7, sort: 105, id: 12 },
      { content: 'https://example.org', type: 6, sort: 106 },
    ]);
  });

  it('has three links at most, those that were there before it first', () => {
    const content = [1, 2, 3].map((number) => `https://example.org/${number}`).join(' ');
    const kept = { type: 6, address: 'https://example.org/kept', alt: '' };
    const links = typedPost({ content, title: 'A title', items: [kept] }).contents.filter(({ type }) => type === 6);
    expect(links.map((link) => link.content)).toEqual([kept.address, ...content.split(' ').slice(0, 2)]);
  });

  it('links to an address once, however it is written', () => {
    const there = ['https://Example.org/', 'https://example.org'].map((address) => ({ type: 6, address, alt: '' }));
    const { contents } = typedPost({ content: 'See https://example.org and https://example.org/.', items: there });
    expect(contents.filter(({ type }) => type === 6).map((link) => link.content)).toEqual(['https://Example.org/']);
  });
});
