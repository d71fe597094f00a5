import { AppError } from '#kernel/http';
import { type Settings, settingTable } from '#community/site';
import { mediaUses, storedBlock } from './post-blocks.js';
import { composeDraft, composeText } from './post-drafts.js';
import { composeMentions, composeTags, tagKey } from './post-tags.js';

const media = {
  keyOf: (url: string) => (url.startsWith('https://ours/') ? `t/1/${url.slice(13)}` : null),
  keyOfBlock: (id: number) => (id === 7 ? 'kept.zip' : null),
};
const usual = Object.fromEntries(
  Object.entries(settingTable).map(([name, { initial }]) => [name, initial]),
) as unknown as Settings;
const compose = (contents: unknown[], { price = 0, ...changed }: Partial<Settings> & { price?: number } = {}) =>
  composeText({ contents, tags: [], users: [] }, price, { ...usual, ...changed }, media).blocks;
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
    expect(compose([text('hi'), { type: 3, content: 'https://ours/public/image/b.png', sort: 1 }])[1]).toEqual({
      type: 3,
      sort: 1,
      media: 't/1/public/image/b.png',
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

  it.each(['javascript:alert(1)', 'ftp://x.org', 'x.org', 'https://', `https://x.org/${'a'.repeat(2000)}`, '//x.org'])(
    'refuse the link %s',
    (content) => {
      expect(refusal(() => compose([text('hi'), { type: 6, content }]))).toBe('request.invalid');
    },
  );

  it('leave out a link in which nothing was written', () => {
    expect(compose([text('hi'), { type: 6, content: ' ' }, { type: 6, content: '' }])).toHaveLength(1);
  });

  it('refuse a file that is not the community’s own', () => {
    for (const type of [3, 4, 5, 7, 8]) {
      for (const content of ['https://elsewhere/a.png', '../../etc/passwd', '', 'https://ours'])
        expect(refusal(() => compose([text('hi'), { type, content }]))).toBe('post.not-published');
    }
  });

  it.each([
    ['no block', []],
    ['blanks only', [text(' \n　')]],
    ['a link only', [{ type: 6, content: 'https://x.org' }]],
    [
      'an alt of 1001 characters',
      [text('hi'), { type: 3, content: 'https://ours/public/image/a', alt: '鹭'.repeat(1001) }],
    ],
    ['an alt that is no text', [text('hi'), { type: 3, content: 'https://ours/public/image/a', alt: 1 }]],
    ['one attachment twice', [text('hi'), { type: 7, content: '', id: 7 }, { type: 7, content: '', id: 7 }]],
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
    [
      'ten files',
      [text('hi'), ...Array.from({ length: 10 }, () => ({ type: 3, content: 'https://ours/public/image/a' }))],
    ],
  ])('refuse %s', (_, contents) => {
    expect(refusal(() => compose(contents))).toBe('request.invalid');
  });

  it('take exactly as much as there may be', () => {
    const files = Array.from({ length: 9 }, () => ({ type: 3, content: 'https://ours/public/image/a' }));
    const links = Array.from({ length: 3 }, () => ({ type: 6, content: 'https://x.org' }));
    expect(compose([text('🐦'.repeat(2000)), ...files, ...links])).toHaveLength(13);
  });
});

describe('the files of a post', () => {
  const folders: Record<number, string> = { 3: 'public/image', 4: 'public/video', 5: 'public/audio' };
  const folder = (type: number) => folders[type] ?? 'attachment';
  const file = (type: number, more = {}) => ({ type, content: `https://ours/${folder(type)}/a`, sort: 1, ...more });

  it('are those that were uploaded as what they are shown as', () => {
    for (const type of [3, 4, 5, 7, 8])
      for (const from of ['public/image', 'public/video', 'public/audio', 'attachment', 'elsewhere']) {
        const taken = refusal(() => compose([text('hi'), file(type, { content: `https://ours/${from}/a` })]));
        expect({ type, from, taken }).toEqual({
          type,
          from,
          taken: from === folder(type) ? 'none' : 'post.not-published',
        });
      }
    expect(compose([text('hi'), file(3, { content: 'https://ours/public/avatar/a' })])).toHaveLength(2);
  });

  it('are attachments whoever calls them sold, as long as there is no price', () => {
    expect(compose([text('hi'), file(7), file(8)]).map(({ type }) => type)).toEqual([2, 7, 7]);
    expect(compose([text('hi'), file(7), file(8)], { price: 1 }).map(({ type }) => type)).toEqual([2, 8, 8]);
  });

  it('stand in the row by their keys, but attachments not at all', () => {
    const blocks = compose([text('hi'), file(3), file(5), file(7)]);
    expect(blocks.map(storedBlock)).toEqual([
      { type: 2, sort: 0, content: 'hi' },
      { type: 3, sort: 1, media: 't/1/public/image/a' },
      { type: 5, sort: 1, media: 't/1/public/audio/a' },
      { type: 7, sort: 1, content: '' },
    ]);
    expect(mediaUses(blocks, [1, 2, 3, 4])).toEqual(
      [3, 5, 7].map((type, index) => ({ key: `t/1/${folder(type)}/a`, blockId: index + 2 })),
    );
  });

  it('that are attached already are named by their block', () => {
    const kept = compose([text('hi'), { type: 7, content: '', id: 7, sort: 3 }])[1]!;
    expect(kept).toEqual({ id: 7, type: 7, sort: 3, media: 'kept.zip' });
    expect(storedBlock(kept)).toEqual({ id: 7, type: 7, sort: 3, content: '' });
    for (const id of [8, '7', null, undefined])
      expect(refusal(() => compose([text('hi'), { type: 7, content: '', id }]))).toBe('post.not-published');
    expect(refusal(() => compose([text('hi'), { type: 3, content: '', id: 7 }]))).toBe('post.not-published');
  });

  it('are described where they are seen', () => {
    const alts = [3, 4, 5, 7].map((type) => compose([text('hi'), file(type, { alt: ' A heron ' })])[1]!.alt);
    expect(alts).toEqual(['A heron', 'A heron', undefined, undefined]);
    for (const alt of ['', ' ', null, undefined])
      expect(compose([text('hi'), file(3, { alt })])[1]).not.toHaveProperty('alt');
    expect(compose([text('hi'), file(3, { alt: '鹭'.repeat(1000) })])[1]).toHaveProperty('alt');
  });

  it('are refused where the community has switched them off', () => {
    const off = (type: number, changed: Partial<Settings>) => refusal(() => compose([text('hi'), file(type)], changed));
    expect([3, 4, 5, 7, 8].map((type) => off(type, { allowTweetVideo: false }))).toEqual([
      'none',
      'site.feature-off',
      'none',
      'none',
      'none',
    ]);
    expect([4, 7, 8].map((type) => off(type, { allowTweetAttachment: false }))).toEqual([
      'none',
      'site.feature-off',
      'site.feature-off',
    ]);
  });
});

describe('a draft', () => {
  const attached = [text('hi'), { type: 7, content: 'https://ours/attachment/a', sort: 1 }];
  const draft = (more: object, changed: Partial<Settings> = {}, hasWallet = true) =>
    composeDraft(
      { contents: attached, tags: [], users: [], ...more },
      { settings: { ...usual, ...changed }, hasWallet },
      media,
    );

  it('has a price where the community sells', () => {
    const sells = { allowTweetAttachmentPrice: true };
    expect(draft({ attachment_price: 5 }, sells)).toMatchObject({ attachmentPrice: 5, blocks: [{}, { type: 8 }] });
    expect(refusal(() => draft({ attachment_price: 5 }, sells, false))).toBe('site.feature-off');
    expect(refusal(() => draft({ attachment_price: 5 }))).toBe('site.feature-off');
    expect(draft({ attachment_price: 1998.9999999999998 }, sells)).toMatchObject({ attachmentPrice: 1999 });
    // The composer keeps the price of an attachment that was taken out again.
    expect(draft({ attachment_price: 5, contents: [text('hi')] })).toMatchObject({ attachmentPrice: 0 });
    expect(draft({})).toMatchObject({ attachmentPrice: 0, blocks: [{}, { type: 7 }] });
  });

  it('is for friends where there are friends', () => {
    expect(draft({ visibility: 2 })).toMatchObject({ visibility: 50 });
    expect(refusal(() => draft({ visibility: 2 }, { useFriendship: false }))).toBe('site.feature-off');
    expect(draft({ visibility: 3 }, { useFriendship: false })).toMatchObject({ visibility: 60 });
  });

  it('has a cover of at most 100 characters', () => {
    expect(draft({ cover: ' Spiders ' })).toMatchObject({ cover: 'Spiders' });
    expect(draft({ cover: '鹭'.repeat(100) })).toMatchObject({ cover: '鹭'.repeat(100) });
    expect(refusal(() => draft({ cover: '鹭'.repeat(101) }))).toBe('request.invalid');
  });

  it('is as long as the community lets it be', () => {
    expect(refusal(() => draft({ contents: [text('x'.repeat(11))] }, { tweetMaxLength: 10 }))).toBe('request.invalid');
    expect(refusal(() => draft({ contents: [text('x'.repeat(10))] }, { tweetMaxLength: 10 }))).toBe('none');
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
    ['a <', 'a<b'],
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
    const many = Array.from({ length: 51 }, (_, index) => `bob${index}`);
    expect(composeMentions(many)).toEqual(many.slice(0, 50));
  });

  it.each([
    ['very many', Array.from({ length: 10_000 }, () => 'bob')],
    ['a number', [1]],
    ['an object', [{}]],
  ])('are refused when there are %s', (_, users) => {
    expect(refusal(() => composeMentions(users))).toBe('request.invalid');
  });
});
