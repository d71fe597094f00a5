import sharp, { type Sharp } from 'sharp';
import { jpegSegment, jpegSegments, pngChunk, pngChunks, riff, riffChunk } from './picture-parts.js';
import type { PictureType } from '../../libs/community/media/scrub/picture-scrubber.js';

export interface SamplePicture {
  readonly name: string;
  readonly type: PictureType;
  readonly bytes: Buffer;
}

/** What no cleaned picture may hold. */
export const secrets = ['Leica', 'secret', '48/1 12/1', 'x:xmpmeta'];
const exif = {
  IFD0: { Make: 'Leica secret', Artist: 'secret artist' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 12/1 3/1' },
};
const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>secret place</rdf:RDF></x:xmpmeta>';

/** Colours that no compression makes even, from a fixed beginning. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let [at, state] = [0, 12_345]; at < length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = ((state >>> 24) % 96) + (at % 128);
  }
  return bytes;
}

export const plain = (width = 23, height = 17, channels: 1 | 3 | 4 = 3): Sharp =>
  sharp(noise(width * height * channels), { raw: { width, height, channels } });

export const moving = (frames: number): Sharp =>
  sharp(noise(20 * 12 * frames * 4), { raw: { width: 20, height: 12 * frames, channels: 4, pageHeight: 12 } });

const told = (picture: Sharp, orientation?: number): Sharp =>
  picture
    .withMetadata(orientation === undefined ? {} : { orientation })
    .withExif(exif)
    .withXmp(xmp);

/** Pictures of every kind that there is, most of them with something to be cut off. */
export async function samplePictures(): Promise<SamplePicture[]> {
  const groups = await Promise.all([jpegs(), pngs(), gifs(), webps(), lying()]);
  return groups.flat();
}

async function jpegs(): Promise<SamplePicture[]> {
  const jpeg = await plain().jpeg().toBuffer();
  return ofType('image/jpeg', {
    plain: jpeg,
    progressive: await told(plain(61, 40)).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
    'for print': await plain().toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer(),
    grey: await plain(23, 17, 1).toColourspace('b-w').jpeg().toBuffer(),
    'with a profile': await told(plain().withIccProfile('p3')).jpeg().toBuffer(),
    'with comments and parts of programs': jpegWithParts(jpeg),
    'with fill bytes': Buffer.concat(
      [...jpegSegments(jpeg)].flatMap((part, at) => (at ? [Buffer.alloc(3, 0xff), part] : [part])),
    ),
    'with restarts': jpegWithRestarts(),
  });
}

function jpegWithParts(jpeg: Buffer): Buffer {
  const [start, ...rest] = jpegSegments(jpeg);
  const part = (code: number, text: string): Buffer => jpegSegment(code, Buffer.from(text, 'latin1'));
  const parts = [
    part(0xe0, 'JFXX\0\x10secret thumbnail'),
    part(0xed, 'Photoshop 3.0\x008BIM secret'),
    part(0xe2, 'MPF\0secret'),
    part(0xe1, 'http://ns.adobe.com/xap/1.0/\0x:xmpmeta secret'),
    part(0xfe, 'secret'),
    part(0xe5, 'secret'),
  ];
  const height = jpegSegment(0xdc, jpeg.subarray(jpeg.length - 2)); // a line count that nobody reads
  return Buffer.concat([start!, ...parts, ...rest.slice(0, -1), height, part(0xfe, 'secret'), rest.at(-1)!]);
}

/** Three blocks of grey, each after a restart. */
function jpegWithRestarts(): Buffer {
  const table = (kind: number): Buffer => Buffer.from([kind, 1, ...Array<number>(15).fill(0), 0]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xdb, Buffer.from([0, ...Array<number>(64).fill(1)])),
    jpegSegment(0xc0, Buffer.from([8, 0, 8, 0, 24, 1, 1, 0x11, 0])),
    jpegSegment(0xc4, Buffer.concat([table(0), table(0x10)])),
    jpegSegment(0xdd, Buffer.from([0, 1])),
    jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x3f, 0xff, 0xd0, 0x3f, 0xff, 0xd1, 0x3f, 0xff, 0xd9]),
  ]);
}

async function pngs(): Promise<SamplePicture[]> {
  const png = await plain(9, 7).png().toBuffer();
  return ofType('image/png', {
    plain: png,
    'of 16 bits': await plain().toColourspace('rgb16').png().toBuffer(),
    indexed: await plain(23, 17, 4).png({ palette: true, colours: 16 }).toBuffer(),
    grey: await plain(23, 17, 1).toColourspace('b-w').png().toBuffer(),
    transparent: await plain(23, 17, 4).png().toBuffer(),
    interlaced: await plain().png({ progressive: true }).toBuffer(),
    'with a profile': await told(plain().withIccProfile('p3')).png().toBuffer(),
    'with texts': pngWithTexts(png),
    animated: animatedPng(png),
  });
}

function pngWithTexts(png: Buffer): Buffer {
  const [signature, header, ...rest] = pngChunks(png);
  const text = pngChunk('tEXt', Buffer.from('Comment\0secret'));
  const late = [text, pngChunk('eXIf', Buffer.from('MM\0*secret')), pngChunk('tIME', Buffer.alloc(7))];
  const colours = pngChunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f]));
  const xml = pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`));
  return Buffer.concat([signature!, header!, text, colours, xml, ...rest.slice(0, -1), ...late, rest.at(-1)!]);
}

/** Shows its picture twice. */
export function animatedPng(png: Buffer, announced = 2): Buffer {
  const [signature, header, ...rest] = pngChunks(png);
  const pixels = rest
    .filter((chunk) => chunk.toString('latin1', 4, 8) === 'IDAT')
    .map((chunk) => chunk.subarray(8, -4));
  const number = (value: number): Buffer => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);
  const frame = (sequence: number): Buffer =>
    pngChunk(
      'fcTL',
      Buffer.concat([number(sequence), header!.subarray(8, 16), Buffer.alloc(8), Buffer.from([0, 1, 0, 10, 0, 0])]),
    );
  const control = pngChunk('acTL', Buffer.concat([number(announced), number(0)]));
  const second = pngChunk('fdAT', Buffer.concat([number(2), ...pixels]));
  return Buffer.concat([signature!, header!, control, frame(0), ...rest.slice(0, -1), frame(1), second, rest.at(-1)!]);
}

async function gifs(): Promise<SamplePicture[]> {
  const animation = await moving(3)
    .gif({ loop: 2, delay: [50, 60, 70] })
    .toBuffer();
  const head = 13 + (animation[10]! & 0x80 ? 3 * 2 ** ((animation[10]! & 7) + 1) : 0);
  const comment = Buffer.from('\x21\xfe\x06secret\x00', 'latin1');
  const text = Buffer.from('\x21\xf9\x04\x04\x99\x00\x00\x00\x21\x01\x0c123456789abc\x06secret\x00', 'latin1');
  const other = Buffer.from('\x21\xff\x0bXMP DataXMP\x06secret\x00', 'latin1');
  return ofType('image/gif', {
    still: await plain().gif().toBuffer(),
    animated: animation,
    'with texts': Buffer.concat([animation.subarray(0, head), comment, text, other, animation.subarray(head)]),
  });
}

async function webps(): Promise<SamplePicture[]> {
  const still = await plain().webp().toBuffer();
  return ofType('image/webp', {
    lossy: still,
    lossless: await plain().webp({ lossless: true }).toBuffer(),
    transparent: await plain(23, 17, 4).webp().toBuffer(),
    told: await told(plain()).webp().toBuffer(),
    'with a profile': await told(plain().withIccProfile('p3')).webp({ lossless: true }).toBuffer(),
    animated: await told(moving(4))
      .webp({ loop: 1, delay: [50, 60, 70, 80] })
      .toBuffer(),
    'with more than it says': riff([
      still.subarray(12),
      riffChunk('EXIF', Buffer.from('MM\0*secret Leica')),
      riffChunk('abcd', Buffer.from('secret')),
    ]),
  });
}

/** In all the ways in which somebody can hold a phone. */
async function lying(): Promise<SamplePicture[]> {
  const made = [1, 2, 3, 4, 5, 6, 7, 8].map(async (orientation) => {
    const name = `lying ${orientation}`;
    return [
      { name, type: 'image/jpeg' as const, bytes: await told(plain(), orientation).jpeg().toBuffer() },
      { name, type: 'image/png' as const, bytes: await told(plain(), orientation).png().toBuffer() },
      { name, type: 'image/webp' as const, bytes: await told(plain(), orientation).webp().toBuffer() },
    ];
  });
  return (await Promise.all(made)).flat();
}

const ofType = (type: PictureType, pictures: Readonly<Record<string, Buffer>>): SamplePicture[] =>
  Object.entries(pictures).map(([name, bytes]) => ({ name, type, bytes }));
