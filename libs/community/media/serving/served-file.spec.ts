import { chooseObject, isGuarded, type ServedFile } from './served-file.js';

const variant = (type: string, size: number) => ({ type, size, width: 1, height: 1 });
const picture: ServedFile = {
  key: 't/7/public/image/aa/bb.png',
  contentType: 'image/png',
  size: 1000,
  state: 'ready',
  variants: {
    'thumb.webp': variant('image/webp', 10),
    'feed.webp': variant('image/webp', 20),
    'feed.avif': variant('image/avif', 15),
    'detail.webp': variant('image/webp', 40),
  },
  hasOriginal: true,
  wasUsed: true,
  isPublic: true,
};
const pending: ServedFile = { ...picture, state: 'pending', variants: {} };
const film: ServedFile = {
  ...picture,
  key: 't/7/public/video/aa/bb.mov',
  contentType: 'video/quicktime',
  variants: { 'play.mp4': variant('video/mp4', 500), 'poster.webp': variant('image/webp', 30) },
};

describe('the object that is answered', () => {
  it.each<[string, ServedFile, string | undefined, string | undefined, string, boolean, boolean]>([
    ['a picture by itself', picture, undefined, 'image/avif', '', true, false],
    ['one of its variants', picture, 'thumb.webp', '', '-thumb.webp', true, false],
    ['a variant to who takes better', picture, 'feed.webp', 'text/html, image/avif,*/*', '-feed.avif', true, true],
    ['a variant to who does not', picture, 'feed.webp', 'image/avif;q=0, image/webp', '-feed.webp', true, true],
    ['a variant that was named', picture, 'feed.webp', undefined, '-feed.webp', true, false],
    ['a variant of a picture that has few', { ...picture, variants: {} }, 'feed.webp', '', '', true, false],
    ['a variant that is not made yet', pending, 'thumb.webp', '', '', false, false],
    ['a picture that is looked at still', pending, undefined, '', '', false, false],
    [
      'a likeness',
      { ...picture, variants: { 'avatar.webp': variant('image/webp', 9) } },
      'feed.webp',
      '',
      '-avatar.webp',
      true,
      false,
    ],
    ['a likeness that is any picture', picture, 'avatar.webp', '', '-thumb.webp', true, false],
    ['a picture whose upload is gone', { ...picture, hasOriginal: false }, undefined, '', '-detail.webp', true, false],
    ['a film', film, undefined, '', '-play.mp4', true, false],
    ['a film that is not made yet', { ...film, variants: {}, state: 'pending' }, undefined, '', '', false, false],
    ['a film that could not be made', { ...film, variants: {}, state: 'failed' }, undefined, '', '', true, false],
    ['the picture of a film', film, 'posterthumb.webp', undefined, '-poster.webp', true, false],
    ['a film of which a picture’s size is asked', film, 'feed.webp', '', '-play.mp4', true, false],
  ])('%s', (_, file, name, accept, ending, isFinal, variesByAccept) => {
    const wish = { ...(name !== undefined && { variant: name }), ...(accept !== undefined && { accept }) };
    expect(chooseObject(file, wish)).toMatchObject({ key: file.key + ending, isFinal, variesByAccept });
  });

  it('says what it is, not what was uploaded', () => {
    expect(chooseObject(film, {})).toMatchObject({ type: 'video/mp4', size: 500 });
    expect(chooseObject(picture, { variant: 'feed.avif' })).toMatchObject({ type: 'image/avif', size: 15 });
  });

  it('is known by a tag that tells it from all others', () => {
    const wishes = [{}, ...Object.keys(picture.variants).map((name) => ({ variant: name }))];
    const tags = [picture, { ...picture, key: 't/8/public/image/aa/bb.png' }, { ...picture, size: 1001 }]
      .flatMap((file) => wishes.map((wish) => chooseObject(file, wish)!))
      .map(({ key, size, etag }) => ({ of: `${key} ${size}`, etag }));
    expect(new Set(tags.map(({ etag }) => etag)).size).toBe(new Set(tags.map(({ of }) => of)).size);
  });

  it.each<[string, ServedFile, string]>([
    ['a variant that nobody knows', picture, 'huge.webp'],
    ['a name of every object', picture, 'constructor'],
    ['the picture of a film that has none yet', { ...film, variants: {} }, 'poster.webp'],
    ['a variant of an archive', { ...picture, key: 't/7/attachment/aa/bb.zip' }, 'thumb.webp'],
    ['what is gone', { ...picture, variants: {}, hasOriginal: false }, 'feed.webp'],
  ])('is none for %s', (_, file, name) => {
    expect(chooseObject(file, { variant: name })).toBeNull();
  });

  it('is guarded where nothing shows it to everybody', () => {
    const seen = [true, false].flatMap((wasUsed) =>
      [true, false].map((isPublic) => isGuarded({ ...picture, wasUsed, isPublic })),
    );
    expect(seen).toEqual([false, true, false, false]);
  });
});
