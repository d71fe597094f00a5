import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { MediaVariant } from '../media-object.js';
import type { Person } from '../../../../test/support/person.js';
import { useProcessing } from '../../../../test/support/use-processing.js';

type Variants = Record<string, MediaVariant>;

describe('what becomes of a picture', () => {
  const processing = useProcessing();
  let ada: Person;
  beforeAll(async () => {
    ada = await processing.community.member('ada');
  });

  const plain = (width: number, height: number) =>
    sharp({
      create: { width, height, channels: 3, background: 'teal', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
    });
  /** So many frames, each of another colour. */
  const moving = async (width: number, height: number, frames: number) => {
    const raw = Buffer.concat(
      Array.from({ length: frames }, (_, index) => Buffer.alloc(width * height * 3, (index * 80) % 256)),
    );
    const pages = { width, height: height * frames, channels: 3, pageHeight: height } as const;
    return sharp(raw, { raw: pages })
      .gif({ delay: Array<number>(frames).fill(100) })
      .toBuffer();
  };
  const sizes = (variants: unknown) =>
    Object.fromEntries(
      Object.entries(variants as Variants).map(([name, { type, width, height }]) => [
        name,
        `${type} ${width}x${height}`,
      ]),
    );

  it('are smaller copies of it, upright and without what tells of its maker', async () => {
    const photo = await plain(4000, 3000)
      .jpeg()
      .withExif({ IFD0: { Artist: 'Ada' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(photo).metadata()).orientation).toBe(6);
    const file = await processing.uploaded(ada, 'public/image', 'jpeg', photo);
    const row = await processing.processed(file);
    expect(row).toMatchObject({ state: 'ready', reason: '', progress: 100, tries: 0, width: 3000, height: 4000 });
    expect(row).toMatchObject({ has_original: true, animated: false, duration_ms: 0 });
    expect(row['thumbhash']).toMatch(/^[A-Za-z0-9+/]{20,40}=*$/);
    expect(sizes(row['variants'])).toEqual({
      'thumb.webp': 'image/webp 300x300',
      'feed.webp': 'image/webp 720x960',
      'feed.avif': 'image/avif 720x960',
      'detail.webp': 'image/webp 1200x1600',
    });
    expect(await processing.stored(file)).toEqual(['', 'detail.webp', 'feed.avif', 'feed.webp', 'thumb.webp']);
    for (const [name, { width, height, size }] of Object.entries(row['variants'] as Variants)) {
      const bytes = await processing.bytes(file, name);
      expect(bytes).toHaveLength(size);
      const about = await sharp(bytes).metadata();
      expect(about).toMatchObject({ width, height });
      expect([about.exif, about.orientation, about.xmp, about.icc]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it('are booked for its owner and for the community', async () => {
    const bob = await processing.community.member('bob');
    const photo = await plain(1000, 1000).png().toBuffer();
    const file = await processing.uploaded(bob, 'public/image', 'png', photo);
    const { bytes, variants } = await processing.processed(file);
    const sum = Object.values(variants as Variants).reduce((all, { size }) => all + size, photo.length);
    expect(bytes).toBe(sum);
    expect(await processing.query('select files, bytes from media_usage where member_id = $1', [bob.id])).toEqual([
      { files: 1, bytes: sum },
    ]);
    const [all] = await processing.query('select sum(bytes)::bigint as bytes from media_object');
    expect(await processing.query('select bytes from media_usage where member_id = 0')).toEqual([all]);
  });

  it.each([
    [200, 100, {}],
    [500, 400, { 'thumb.webp': 'image/webp 300x300' }],
    [
      1000,
      200,
      { 'thumb.webp': 'image/webp 300x200', 'feed.webp': 'image/webp 720x144', 'feed.avif': 'image/avif 720x144' },
    ],
  ])('are not larger than it: %i x %i', async (width, height, expected) => {
    const file = await processing.uploaded(ada, 'public/image', 'png', await plain(width, height).png().toBuffer());
    const row = await processing.processed(file);
    expect([row['state'], row['width'], row['height']]).toEqual(['ready', width, height]);
    expect(sizes(row['variants'])).toEqual(expected);
  });

  it('can still be read where it is a long one', async () => {
    const long = await plain(2000, 8000).jpeg().toBuffer();
    const { variants } = await processing.processed(await processing.uploaded(ada, 'public/image', 'jpeg', long));
    expect(sizes(variants)).toMatchObject({
      'detail.webp': 'image/webp 1600x6400',
      'feed.webp': 'image/webp 540x2160',
      'thumb.webp': 'image/webp 300x300',
    });
  });

  it('is a small one of a picture for a profile', async () => {
    const file = await processing.uploaded(ada, 'public/avatar', 'png', await plain(800, 600).png().toBuffer());
    expect(sizes((await processing.processed(file))['variants'])).toEqual({
      'avatar.webp': 'image/webp 192x192',
      'thumb.webp': 'image/webp 300x300',
    });
  });

  it('keeps what can be seen through', async () => {
    const clear = await sharp({ create: { width: 900, height: 900, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    const file = await processing.uploaded(ada, 'public/image', 'png', clear);
    await processing.processed(file);
    for (const name of ['thumb.webp', 'feed.webp'])
      expect((await sharp(await processing.bytes(file, name)).stats()).isOpaque).toBe(false);
  });

  it('stands still in lists, and moves where it is looked at', async () => {
    const small = await processing.uploaded(ada, 'public/image', 'gif', await moving(400, 200, 3));
    const row = await processing.processed(small);
    expect(row).toMatchObject({ state: 'ready', animated: true, width: 400, height: 200 });
    expect(Object.keys(row['variants'] as Variants).sort()).toEqual(['feed.avif', 'feed.webp', 'thumb.webp']);
    const large = await processing.uploaded(ada, 'public/image', 'gif', await moving(2000, 500, 3));
    const { variants } = await processing.processed(large);
    expect(sizes(variants)).toMatchObject({ 'detail.webp': 'image/webp 1600x400', 'feed.webp': 'image/webp 720x180' });
    const pages = async (name: string) => (await sharp(await processing.bytes(large, name)).metadata()).pages ?? 1;
    expect([await pages('detail.webp'), await pages('feed.webp'), await pages('thumb.webp')]).toEqual([3, 1, 1]);
  });

  it('is nothing where it is broken, too large or something else', async () => {
    const whole = await plain(800, 800).jpeg().toBuffer();
    const bomb = await sharp({ create: { width: 8000, height: 7000, channels: 3, background: 'black' } })
      .png()
      .toBuffer();
    const bad: [string, Buffer, string][] = [
      ['jpeg', whole.subarray(0, whole.length / 2), 'damaged'],
      ['png', Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(500)]), 'damaged'],
      ['png', bomb, 'too-large'],
      ['png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>'), 'unsupported'],
    ];
    for (const [extension, bytes, reason] of bad) {
      const file = await processing.uploaded(ada, 'public/image', extension, bytes);
      const row = await processing.processed(file);
      expect(row).toMatchObject({ state: 'failed', reason, tries: 0, variants: {}, bytes: bytes.length });
      expect(await processing.stored(file)).toEqual(['']);
    }
  });
});
