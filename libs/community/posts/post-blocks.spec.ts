import { AppError } from '#kernel/http';
import { composeBlocks, postBlocks } from './post-blocks.js';
import { composeMentions, composeTags, tagKey } from './post-tags.js';

const media = { keyOf: (url: string) => (url.startsWith('https://ours/') ? url.slice(13) : null) };
const compose = (contents: unknown[]) => composeBlocks(contents, postBlocks, media);
const text = (content: unknown, sort?: unknown) => ({ type: 2, content, ...(sort !== undefined && { sort }) });
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'none';
};

describe('the blocks of a post', () => {
  it('stand in the order of their sort, and as they came where that is the same', () => {
    const blocks = compose([text('c', 2), text('a', 1), text('b', 1), text('first')]);
    expect(blocks.map(({ content }) => content)).toEqual(['first', 'a', 'b', 'c']);
  });

  it('name a file of the community by its key', () => {
    expect(compose([text('hi'), { type: 3, content: 'https://ours/a/b.png', sort: 1 }])[1]).toEqual({
      type: 3,
      sort: 1,
      media: 'a/b.png',
    });
  });

  it.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['  http://例子.com/路 ', 'http://例子.com/路'],
    [`https://x.org/"onmouseover='a'<b>`, 'https://x.org/%22onmouseover=%27a%27%3Cb%3E'],
    ['https://x.org/a b', 'https://x.org/a%20b'],
  ])('take the link %s', (content, stored) => {
    expect(compose([text('hi'), { type: 6, content, sort: 1 }])[1]).toEqual({ type: 6, sort: 1, content: stored });
  });

  it.each([
    'javascript:alert(1)',
    'ftp://x.org',
    'x.org',
    'https://',
    `https://x.org/${'a'.repeat(2000)}`,
    '',
    '//x.org',
  ])('refuse the link %s', (content) => {
    expect(refusal(() => compose([text('hi'), { type: 6, content }]))).toBe('request.invalid');
  });

  it('refuse a file that is not the community’s own', () => {
    for (const type of [3, 4, 7]) {
      for (const content of ['https://elsewhere/a.png', '../../etc/passwd', '', 'https://ours'])
        expect(refusal(() => compose([text('hi'), { type, content }]))).toBe('post.not-published');
    }
  });

  it.each([
    ['no block', []],
    ['blanks only', [text(' \n　')]],
    ['a link only', [{ type: 6, content: 'https://x.org' }]],
    ['a sound', [text('hi'), { type: 5, content: 'https://ours/a' }]],
    ['a sold attachment', [text('hi'), { type: 8, content: 'https://ours/a' }]],
    ['an unknown type', [text('hi'), { type: 9, content: 'x' }]],
    ['a type as text', [{ type: '2', content: 'x' }]],
    ['a half type', [{ type: 2.5, content: 'x' }]],
    ['no type', [{ content: 'x' }]],
    ['no content', [{ type: 2 }]],
    ['a number for content', [text(7)]],
    ['a list for content', [text(['x'])]],
    ['a sort as text', [text('x', '1')]],
    ['a sort out of range', [text('x', 1e300)]],
    ['null for a block', [null]],
    ['a list for a block', [[]]],
    ['a text for a block', ['x']],
    ['ten thousand blocks', Array.from({ length: 10_000 }, () => text('x'))],
    ['2001 characters', [text('x'.repeat(1000), 1), text('鹭'.repeat(1001), 2)]],
    ['a million characters', [text('x'.repeat(1_000_000))]],
    ['four links', [text('hi'), ...Array.from({ length: 4 }, () => ({ type: 6, content: 'https://x.org' }))]],
    ['ten files', [text('hi'), ...Array.from({ length: 10 }, () => ({ type: 3, content: 'https://ours/a' }))]],
  ])('refuse %s', (_, contents) => {
    expect(refusal(() => compose(contents))).toBe('request.invalid');
  });

  it('take exactly as much as there may be', () => {
    const files = Array.from({ length: 9 }, () => ({ type: 3, content: 'https://ours/a' }));
    const links = Array.from({ length: 3 }, () => ({ type: 6, content: 'https://x.org' }));
    expect(compose([text('🐦'.repeat(2000)), ...files, ...links])).toHaveLength(13);
  });
});

describe('the tags of a post', () => {
  it('are trimmed, and each is kept once in its first spelling', () => {
    expect(composeTags([' Go ', 'go', 'GO', '', '  ', '苍鹭', 'Ｇｏ'])).toEqual(['Go', '苍鹭', 'Ｇｏ']);
  });

  it('are the same however their accents are composed', () => {
    expect(tagKey('Cafe\u0301')).toBe(tagKey('café'));
  });

  it.each([
    ['21 tags', Array.from({ length: 21 }, (__, index) => `t${index}`)],
    ['very many', Array.from({ length: 10_000 }, () => 'same')],
    ['a number', [1]],
    ['null', [null]],
    ['a list', [['a']]],
  ])('are refused with %s', (_, tags) => {
    expect(refusal(() => composeTags(tags))).toBe('request.invalid');
  });

  it.each([
    ['a #', 'a#b'],
    ['a space', 'a b'],
    ['a line break', 'a\nb'],
    ['256 characters', '🐦'.repeat(256)],
  ])('are left out, not refused, with %s: clients take them out of the text', (_, tag) => {
    expect(composeTags(['before', tag, 'after'])).toEqual(['before', 'after']);
  });

  it('are kept as a client takes them out of a sentence', () => {
    expect(composeTags(['cats,', '你好！', '＃宽'])).toEqual(['cats,', '你好！', '＃宽']);
  });

  it('may be 20 of 255 characters', () => {
    const tags = Array.from({ length: 20 }, (_, index) => `${'🐦'.repeat(253)}${index + 10}`);
    expect(composeTags(tags)).toEqual(tags);
  });
});

describe('the people named in a post', () => {
  it('are each named once', () => {
    expect(composeMentions(['bob', ' Bob', 'cleo', ''])).toEqual(['bob', 'cleo']);
  });

  it.each([
    ['51 of them', Array.from({ length: 51 }, (_, index) => `bob${index}`)],
    ['very many', Array.from({ length: 10_000 }, () => 'bob')],
    ['a number', [1]],
    ['an object', [{}]],
  ])('are refused when there are %s', (_, users) => {
    expect(refusal(() => composeMentions(users))).toBe('request.invalid');
  });
});
