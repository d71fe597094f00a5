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
import { scrubbed } from '../../../../test/support/scrubbed.js';
import type { PictureType } from './picture-scrubber.js';

/** What becomes of each, by its name. */
async function outcomes(type: PictureType, pictures: Readonly<Record<string, readonly Buffer[]>>): Promise<object> {
  const made = Object.entries(pictures).map(async ([name, parts]) => [
    name,
    await scrubbed(type, [Buffer.concat(parts)]).then(
      () => 'taken',
      (error: { reason: string }) => error.reason,
    ),
  ]);
  return Object.fromEntries(await Promise.all(made)) as object;
}

const each = (names: object, outcome: string): object =>
  Object.fromEntries(Object.keys(names).map((name) => [name, outcome]));

/** The same with some of its bytes written over. */
function patched(bytes: Buffer, at: number, ...values: number[]): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(values, at);
  return copy;
}

describe('a JPEG', () => {
  let parts: Buffer[] = [];
  const frame = (): number => parts.findIndex((part) => part[1] === 0xc0);
  const withFrame = (change: (frame: Buffer) => Buffer): Buffer[] =>
    parts.map((part, at) => (at === frame() ? change(part) : part));
  const also = (part: Buffer): Buffer[] => [...parts.slice(0, frame()), part, ...parts.slice(frame())];

  beforeAll(async () => {
    parts = jpegSegments(await plain().jpeg().toBuffer());
  });

  it('of a kind that browsers do not show is refused', async () => {
    const strange = {
      'of 12 bits': withFrame((part) => patched(part, 4, 12)),
      lossless: withFrame((part) => patched(part, 1, 0xc3)),
      arithmetic: withFrame((part) => patched(part, 1, 0xc9)),
      'without height': withFrame((part) => patched(part, 5, 0, 0)),
      'of two channels': withFrame((part) =>
        jpegSegment(0xc0, Buffer.from([...part.subarray(4, 9), 2, ...part.subarray(10, 16)])),
      ),
    };
    expect(await outcomes('image/jpeg', strange)).toEqual(each(strange, 'unsupported'));
  });

  it('whose parts do not fit together is refused', async () => {
    const wrong = {
      'without width': withFrame((part) => patched(part, 7, 0, 0)),
      'with two headers': also(parts[frame()]!),
      'without header': parts.filter((_, at) => at !== frame()),
      'without pixels': [...parts.slice(0, -2), parts.at(-1)!],
      'with an empty scan': [...parts.slice(0, -2), parts.at(-2)!.subarray(0, 14), parts.at(-1)!],
      'with a scan of a channel that is not there': [
        ...parts.slice(0, -2),
        patched(parts.at(-2)!, 5, 9),
        parts.at(-1)!,
      ],
      'with a channel twice': withFrame((part) => patched(part, 13, 1)),
      'with something between its parts': also(Buffer.from([0])),
      'with a part of an unknown kind': also(jpegSegment(0xf0, Buffer.alloc(4))),
      'with a part shorter than its length': also(Buffer.from([0xff, 0xfe, 0, 1])),
      'with a table too short': also(jpegSegment(0xdb, Buffer.alloc(64))),
      'with a table of too many codes': also(jpegSegment(0xc4, Buffer.alloc(17 + 16 * 255, 0xff).fill(0, 0, 1))),
      'with wrong restarts': also(jpegSegment(0xdd, Buffer.alloc(3))),
    };
    expect(await outcomes('image/jpeg', wrong)).toEqual(each(wrong, 'damaged'));
  });
});

describe('a PNG', () => {
  let parts: Buffer[] = [];
  const with_ = (...more: Buffer[]): Buffer[] => [...parts.slice(0, 2), ...more, ...parts.slice(2)];
  const withHeader = (header: Buffer): Buffer[] => [parts[0]!, header, ...parts.slice(2)];

  beforeAll(async () => {
    const chunks = pngChunks(await plain(9, 7).png().toBuffer());
    parts = chunks.filter((chunk) => chunk.toString('latin1', 4, 8) !== 'pHYs');
  });

  it('whose parts do not fit together is refused', async () => {
    const text = pngChunk('tEXt', Buffer.from('Comment\0text'));
    const wrong = {
      'with a wrong check sum': with_(patched(text, 12, 0x20)),
      'with a wrong check sum of its pixels': [
        ...parts.slice(0, 2),
        patched(parts[2]!, 20, 1, 2, 3),
        ...parts.slice(3),
      ],
      'with impossible colours': withHeader(pngHeader(9, 7, [4, 2, 0, 0, 0])),
      'packed in an unknown way': withHeader(pngHeader(9, 7, [8, 2, 1, 0, 0])),
      'without width': withHeader(pngHeader(0, 7)),
      'of many pixels in few bytes': withHeader(pngHeader(5000, 5000)),
      'without palette': withHeader(pngHeader(9, 7, [8, 3, 0, 0, 0])),
      'with a palette too large': [
        ...withHeader(pngHeader(9, 7, [1, 3, 0, 0, 0])).slice(0, 2),
        pngChunk('PLTE', Buffer.alloc(9)),
        ...parts.slice(2),
      ],
      'with two palettes': with_(pngChunk('PLTE', Buffer.alloc(9)), pngChunk('PLTE', Buffer.alloc(9))),
      'with its pixels apart': [...parts.slice(0, 3), text, ...parts.slice(2)],
      'with a part that has no name': with_(pngChunk('te\0t', Buffer.alloc(3))),
      'with something in its end': [...parts.slice(0, -1), pngChunk('IEND', Buffer.alloc(1))],
    };
    expect(await outcomes('image/png', wrong)).toEqual(each(wrong, 'damaged'));
    const strange = {
      'with two headers': with_(parts[1]!),
      'of a telephone': with_(pngChunk('CgBI', Buffer.alloc(4))),
    };
    expect(await outcomes('image/png', strange)).toEqual(each(strange, 'unsupported'));
  });

  it('whose frames do not fit together is refused', async () => {
    const moves = pngChunks(animatedPng(Buffer.concat(parts)));
    const [, , control, first, pixels, second, data] = moves;
    const chunks = (...middle: Buffer[]): Buffer[] => [moves[0]!, moves[1]!, ...middle, moves.at(-1)!];
    const far = Buffer.from(second!.subarray(8, -4));
    far.writeUInt32BE(1, 12);
    expect(await outcomes('image/png', { whole: moves })).toEqual({ whole: 'taken' });
    const wrong = {
      'with less than announced': chunks(control!, first!, pixels!),
      'with more than announced': [...pngChunks(animatedPng(Buffer.concat(parts), 1))],
      'without announcement': chunks(first!, pixels!, second!, data!),
      'announced too late': chunks(pixels!, control!, first!),
      'in the wrong order': chunks(control!, second!, pixels!, first!, data!),
      'with an empty one': chunks(control!, first!, pixels!, second!),
      'beside the picture': chunks(control!, first!, pixels!, pngChunk('fcTL', far), data!),
    };
    expect(await outcomes('image/png', wrong)).toEqual(each(wrong, 'damaged'));
  });

  it('loses what is wrong beside its pixels', async () => {
    const clean = (await scrubbed('image/png', [Buffer.concat(parts)])).bytes;
    const extra = with_(
      pngChunk('gAMA', Buffer.alloc(5)),
      pngChunk('tRNS', Buffer.alloc(3)),
      pngChunk('abCd', Buffer.alloc(9)),
    );
    expect((await scrubbed('image/png', [Buffer.concat(extra)])).bytes.equals(clean)).toBe(true);
  });
});

describe('a GIF', () => {
  it('whose parts do not fit together is refused', async () => {
    const gif = await moving(2).gif().toBuffer();
    const table = 13 + 3 * 2 ** ((gif[10]! & 7) + 1);
    const [head, rest] = [gif.subarray(0, table), gif.subarray(table)];
    const image = gif.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 20, 0]));
    const codeSize = image + 10 + (gif[image + 9]! & 0x80 ? 3 * 2 ** ((gif[image + 9]! & 7) + 1) : 0);
    expect(await outcomes('image/gif', { whole: [head, rest] })).toEqual({ whole: 'taken' });
    const wrong = {
      'with a frame beside it': [patched(gif, image + 1, 1)],
      'with an empty frame': [patched(gif, image + 5, 0)],
      'with an unknown packing': [patched(gif, codeSize, 12)],
      'with a frame without pixels': [gif.subarray(0, codeSize + 1), Buffer.from([0, 0x3b])],
      'much larger than its frame': [patched(gif, 6, 20, 9)],
      'without frames': [head, Buffer.from([0x3b])],
      'without width': [patched(gif, 6, 0, 0)],
      'with something between its parts': [head, Buffer.from([0]), rest],
      'with a wrong timing': [head, Buffer.from([0x21, 0xf9, 3, 0, 0, 0, 0]), rest],
      'with a program of an odd name': [head, Buffer.from([0x21, 0xff, 2, 65, 65, 0]), rest],
    };
    expect(await outcomes('image/gif', wrong)).toEqual(each(wrong, 'damaged'));
  });
});

describe('a WebP', () => {
  it('whose parts do not fit together is refused', async () => {
    const [lossy] = riffChunks((await plain().webp().toBuffer()).subarray(12));
    const [head, control, first, second] = riffChunks((await moving(2).webp().toBuffer()).subarray(12));
    const wide = riffChunk('VP8X', Buffer.from([0, 0, 0, 0, 99, 0, 0, 99, 0, 0]));
    const still = riffChunk('VP8X', Buffer.from([0, 0, 0, 0, 22, 0, 0, 16, 0, 0]));
    const right = {
      alone: [riff([lossy!])],
      headed: [riff([still, lossy!])],
      moving: [riff([head!, control!, first!, second!])],
    };
    expect(await outcomes('image/webp', right)).toEqual(each(right, 'taken'));
    const wrong = {
      'of another size than it says': [riff([wide, lossy!])],
      'with two pictures': [riff([still, lossy!, lossy!])],
      'without pixels': [riff([still])],
      'headed late': [riff([lossy!, still])],
      'with frames not announced': [riff([head!, first!, second!])],
      'with frames in a still one': [riff([still, lossy!, first!])],
      'with a picture among frames': [riff([head!, control!, first!, lossy!])],
      'with a frame beside it': [riff([head!, control!, patched(first!, 8, 1)])],
      'with a frame of another size': [riff([head!, control!, patched(first!, 14, 3)])],
      'with a part longer than the rest': [patched(riff([lossy!]), 16, 0xff, 0xff)],
      'with other pixels than it says': [patched(riff([lossy!]), 23, 0)],
      'of an odd length': [patched(riff([lossy!]), 4, lossy!.length + 5)],
      'longer than it is': [patched(riff([lossy!]), 4, (lossy!.length + 14) & 255)],
      'shorter than it is': [patched(riff([lossy!]), 4, (lossy!.length - 6) & 255)],
    };
    expect(await outcomes('image/webp', wrong)).toEqual(each(wrong, 'damaged'));
  });
});
