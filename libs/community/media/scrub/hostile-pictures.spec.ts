import { deflateSync } from 'node:zlib';
import {
  jpegSegment,
  jpegSegments,
  pngChunk,
  pngChunks,
  pngHeader,
  riff,
  riffChunk,
  riffChunks,
} from '../../../../test/support/picture-parts.js';
import { animatedPng, moving, plain } from '../../../../test/support/sample-pictures.js';
import { pieces, scrubbed, type ScrubbedPicture } from '../../../../test/support/scrubbed.js';
import { PictureRefused } from './picture-refused.js';
import type { PictureType } from './picture-scrubber.js';

const refusal = async (type: PictureType, bytes: Buffer): Promise<string> => {
  try {
    await scrubbed(type, pieces(bytes, [100]));
    return 'taken';
  } catch (error) {
    if (!(error instanceof PictureRefused)) throw error;
    expect(error.message).toMatch(/^[A-Z][^\n]+\.$/);
    return error.reason;
  }
};

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const [soi, eoi] = [Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xd9])];

describe('pictures made to be too much', () => {
  /** The source never ends: only who refuses by the header comes back. */
  async function* endless(head: Buffer): AsyncGenerator<Buffer> {
    yield head;
    for (;;) yield Buffer.alloc(65_536, 0x55);
  }
  const refusedAtOnce = async (type: PictureType, head: Buffer): Promise<void> => {
    await expect(scrubbed(type, endless(head))).rejects.toMatchObject({ reason: 'too-many-pixels' });
  };
  const png = async (width: number, height: number): Promise<Buffer> =>
    Buffer.concat([(await plain().png().toBuffer()).subarray(0, 8), pngHeader(width, height)]);
  const frameHeader = (width: number, height: number): Buffer =>
    Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);

  it('are refused by their first bytes', async () => {
    await refusedAtOnce('image/png', await png(14_000, 14_000));
    await refusedAtOnce('image/png', await png(16_385, 1));
    await refusedAtOnce('image/png', await png(2 ** 31, 2 ** 31));
    await refusedAtOnce('image/jpeg', Buffer.concat([soi, jpegSegment(0xc2, frameHeader(14_000, 14_000))]));
    await refusedAtOnce('image/gif', latin1('GIF89a\x00\x1f\x00\x1f\xf0\x00\x00'));
    const extended = riffChunk('VP8X', Buffer.from([0, 0, 0, 0, 0xaf, 0x36, 0, 0xaf, 0x36, 0]));
    await refusedAtOnce('image/webp', riff([extended, Buffer.alloc(100)]).subarray(0, 30));
    const lossless = riffChunk('VP8L', Buffer.concat([Buffer.from([0x2f, 0xff, 0xff, 0xff, 0x0f]), Buffer.alloc(95)]));
    await refusedAtOnce('image/webp', riff([lossless]).subarray(0, 25));
  });

  it('are taken up to 50 million pixels', async () => {
    const rows = deflateSync(Buffer.alloc(7071 * (1 + 7071)));
    const start = await png(7071, 7071).then((begin) => begin.subarray(0, 8));
    const whole = (width: number, height: number): Buffer =>
      Buffer.concat([
        start,
        pngHeader(width, height, [8, 0, 0, 0, 0]),
        pngChunk('IDAT', rows),
        pngChunk('IEND', Buffer.alloc(0)),
      ]);
    expect((await scrubbed('image/png', [whole(7071, 7071)])).figures).toMatchObject({ width: 7071 });
    expect(await refusal('image/png', whole(7072, 7072))).toBe('too-many-pixels');
  });

  it('are refused when their animation is too long', async () => {
    const gif = await moving(1).gif().toBuffer();
    const frame = gif.subarray(gif.indexOf(Buffer.from([0x21, 0xf9, 4])), -1);
    const long = (count: number, size: Buffer): Buffer =>
      Buffer.concat([
        gif.subarray(0, 6),
        size,
        gif.subarray(10, 13 + 3 * 2 ** ((gif[10]! & 7) + 1)),
        ...Array<Buffer>(count).fill(frame),
        latin1(';'),
      ]);
    const [usual, large] = [gif.subarray(6, 10), Buffer.from([0, 8, 0, 8])];
    expect((await scrubbed('image/gif', [long(1000, usual)])).figures.animated).toBe(true);
    expect(await refusal('image/gif', long(1001, usual))).toBe('too-many-pixels');
    expect(await refusal('image/gif', long(47, large))).toBe('taken');
    expect(await refusal('image/gif', long(48, large))).toBe('too-many-pixels');
    expect(await refusal('image/png', animatedPng(await plain().png().toBuffer(), 1001))).toBe('too-many-pixels');
    const [head, control, ...frames] = riffChunks((await moving(2).webp().toBuffer()).subarray(12));
    const many = Array.from({ length: 501 }, () => frames.slice(0, 2)).flat();
    expect(await refusal('image/webp', riff([head!, control!, ...many]))).toBe('too-many-pixels');
  });

  it('are refused when they say too much beside their pixels', async () => {
    const jpeg = jpegSegments(await plain().jpeg().toBuffer());
    const profile = jpegSegment(0xe2, Buffer.concat([latin1('ICC_PROFILE\0\x01\xff'), Buffer.alloc(65_000)]));
    const many = (part: Buffer, count: number): Buffer =>
      Buffer.concat([soi, ...Array<Buffer>(count).fill(part), ...jpeg.slice(1)]);
    expect(await refusal('image/jpeg', many(profile, 64))).toBe('taken');
    expect(await refusal('image/jpeg', many(profile, 65))).toBe('damaged');
    expect(await refusal('image/jpeg', many(jpegSegment(0xfe, Buffer.alloc(0)), 5000))).toBe('damaged');
    const scan = jpeg.at(-2)!;
    expect(
      await refusal('image/jpeg', Buffer.concat([...jpeg.slice(0, -1), ...Array<Buffer>(99).fill(scan), eoi])),
    ).toBe('taken');
    expect(
      await refusal('image/jpeg', Buffer.concat([...jpeg.slice(0, -1), ...Array<Buffer>(100).fill(scan), eoi])),
    ).toBe('damaged');
    const [signature, header, ...rest] = pngChunks(await plain().png().toBuffer());
    const large = pngChunk('iCCP', Buffer.alloc(4 * 1024 * 1024 + 1));
    expect(await refusal('image/png', Buffer.concat([signature!, header!, large, ...rest]))).toBe('damaged');
  });

  it('do not fill the memory', async () => {
    const piece = (): Buffer => Buffer.alloc(65_536, 0x55);
    const comment = (): Buffer => jpegSegment(0xfe, Buffer.alloc(65_000, 0x20));
    const jpeg = jpegSegments(await plain().jpeg().toBuffer());
    async function* long(): AsyncGenerator<Buffer> {
      yield soi;
      for (let round = 0; round < 2000; round += 1) yield comment();
      yield Buffer.concat(jpeg.slice(1, -1));
      for (let round = 0; round < 4000; round += 1) yield piece();
      yield eoi;
      for (let round = 0; round < 4000; round += 1) yield piece();
    }
    const { PictureScrubber } = await import('./picture-scrubber.js');
    const [before, seen] = [process.memoryUsage().arrayBuffers, { bytes: 0, most: 0 }];
    for await (const kept of new PictureScrubber('image/jpeg').scrub(long())) {
      seen.bytes += kept.length;
      seen.most = Math.max(seen.most, process.memoryUsage().arrayBuffers - before);
    }
    expect(seen.bytes).toBeGreaterThan(4000 * 65_536);
    expect(seen.most).toBeLessThan(128 * 1024 * 1024); // some of it waits to be collected;
  });
});

describe('pictures that are something else as well', () => {
  it('are refused when they read like a script', async () => {
    for (const script of [
      'GIF89a=1;alert(1)//;',
      'GIF89a=1;alert(document.domain);/*\x00\x00\x00;',
      'GIF89a/*\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00*/=1;alert(1)//;',
      "GIF89a='\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00';alert(1)//;",
      'GIF89a//\n=1;alert(1)//;',
      'GIF89a=\t\0\x09\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;',
      'GIF89a=\t`\t\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00!\xfe\x0a`;alert(1)\x00;',
    ]) {
      expect(await refusal('image/gif', latin1(script))).not.toBe('taken');
    }
  });

  it('lose the script where the picture is one', async () => {
    const gif = await plain().gif().toBuffer();
    const script = '*/=1;alert(1)//';
    const comment = latin1(`\x21\xfe${String.fromCharCode(script.length)}${script}\x00`);
    const table = 13 + 3 * 2 ** ((gif[10]! & 7) + 1);
    const both = Buffer.concat([gif.subarray(0, table), comment, gif.subarray(table), latin1(script)]);
    expect((await scrubbed('image/gif', [both])).bytes.includes('alert')).toBe(false);
    const [, jfif, ...rest] = jpegSegments(await plain().jpeg().toBuffer());
    const long = jpegSegment(0xe0, Buffer.concat([jfif!.subarray(4), Buffer.alloc(0x2a2f - 18, 0x41), latin1(script)]));
    const jpeg = Buffer.concat([soi, long, jpegSegment(0xfe, latin1(script)), ...rest]);
    const { bytes } = await scrubbed('image/jpeg', [jpeg]);
    expect(jpeg.subarray(4, 6).toString()).not.toBe(bytes.subarray(4, 6).toString());
    expect(bytes.includes('alert')).toBe(false);
  });

  it('lose an archive, a film or a page that hangs on them', async () => {
    for (const behind of ['PK\x03\x04', '\x00\x00\x00\x18ftypmp42', '<script>alert(1)</script>']) {
      for (const [type, bytes] of await one()) {
        const { bytes: clean } = await scrubbed(type, [Buffer.concat([bytes, latin1(behind)])]);
        expect(clean.includes(behind)).toBe(false);
        expect(clean.length).toBeLessThanOrEqual(bytes.length);
      }
    }
  });

  it('are refused when they are of another kind than they say', async () => {
    const pictures = await one();
    for (const [type] of pictures) {
      for (const [other, bytes] of pictures) {
        expect(await refusal(type, bytes)).toBe(type === other ? 'taken' : 'damaged');
      }
      expect(await refusal(type, latin1('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))).toBe(
        'damaged',
      );
      expect(await refusal(type, Buffer.alloc(0))).toBe('damaged');
      expect(await refusal(type, Buffer.alloc(100_000))).toBe('damaged');
    }
  });

  const one = async (): Promise<[PictureType, Buffer][]> => [
    ['image/jpeg', await plain().jpeg().toBuffer()],
    ['image/png', await plain().png().toBuffer()],
    ['image/gif', await plain().gif().toBuffer()],
    ['image/webp', await plain().webp().toBuffer()],
  ];
});

describe('how a picture lies', () => {
  const lying = async (exif: Buffer): Promise<ScrubbedPicture> => {
    const [start, ...rest] = jpegSegments(await plain(20, 10).jpeg().toBuffer());
    const told = jpegSegment(0xe1, Buffer.concat([latin1('Exif\0\0'), exif]));
    return scrubbed('image/jpeg', pieces(Buffer.concat([start!, told, ...rest]), [1000]));
  };
  const entry = latin1('\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00');

  it('is read in both orders of bytes', async () => {
    const little = Buffer.concat([latin1('II*\0\x08\x00\x00\x00\x01\x00'), entry, Buffer.alloc(4)]);
    const big = latin1('MM\0*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00');
    for (const exif of [little, big]) {
      const { figures, bytes } = await lying(exif);
      expect(figures).toMatchObject({ width: 10, height: 20 });
      expect(bytes.includes('Exif')).toBe(true);
    }
  });

  it('is taken for usual where nothing sensible is said', async () => {
    const heads = [
      'II*\0\xff\xff\xff\xff',
      'II*\0\x00\x00\x00\x00',
      'II*\0\x08\x00\x00\x00\xff\xff',
      'II*\0\x08\x00\x00\x00',
      'II*',
      '',
      'XX*\0',
    ];
    const values = [
      latin1('\x12\x01\x03\x00\x01\x00\x00\x00\x09\x00\x00\x00'),
      latin1('\x12\x01\x02\x00\x01\x00\x00\x00\x06\x00\x00\x00'),
      entry.subarray(0, 11),
    ];
    const wrong = [
      ...heads.map(latin1),
      ...values.map((value) => Buffer.concat([latin1('II*\0\x08\x00\x00\x00\x01\x00'), value])),
    ];
    for (const exif of wrong) {
      const { figures, bytes } = await lying(exif);
      expect(figures).toMatchObject({ width: 20, height: 10 });
      expect(bytes.includes('Exif')).toBe(false);
    }
  });
});
