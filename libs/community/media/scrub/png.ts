import { crc32 } from 'node:zlib';
import { minimalExif, orientationOf, turned } from './orientation.js';
import type { Passage, Steps } from './passage.js';
import type { PictureFigures } from './picture-figures.js';
import { checkProfile, mostExifBytes } from './picture-limits.js';
import { damaged, unsupported } from './picture-refused.js';
import { PngAnimation } from './png-animation.js';
import { canHold, headerOf, indexed, isPalette, small, type PngHeader } from './png-header.js';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const mostLength = 2 ** 31 - 1;
/** Each costs some time, whatever it holds. */
const mostChunks = 100_000;

/** What counts only the first time, or is asked for later. */
const single: ReadonlySet<string> = new Set([...small.keys(), 'iCCP', 'eXIf', 'PLTE', 'acTL', 'IDAT']);

interface Chunk {
  readonly type: string;
  readonly length: number;
  /** Its length and type as they came. */
  readonly head: Buffer;
}

/** Keeps what is needed for showing, and checks that no bit of it is wrong. */
export function* scrubPng(passage: Passage): Steps<PictureFigures> {
  const start = yield* passage.take(signature.length);
  if (!start.equals(signature)) throw damaged('it does not begin like a PNG picture');
  passage.keep(start);
  const chunks = new PngChunks(passage);
  const first = yield* chunks.next();
  if (first.type !== 'IHDR' || first.length !== 13) throw damaged('it does not begin with its header');
  return yield* new PngPicture(chunks, headerOf(yield* chunks.keep(first))).read();
}

/** Reads chunks one by one. Whatever becomes of one, its check sum must be right. */
class PngChunks {
  private count = 0;

  constructor(private readonly passage: Passage) {}

  *next(): Steps<Chunk> {
    const head = yield* this.passage.take(8);
    const [length, type] = [head.readUInt32BE(0), head.toString('latin1', 4)];
    this.count += 1;
    if (this.count > mostChunks) throw damaged('it has too many parts');
    if (length > mostLength || !/^[A-Za-z]{4}$/.test(type)) throw damaged('a part of it is of an unknown kind');
    return { type, length, head };
  }

  /** A small one, whole. */
  *keep(chunk: Chunk): Steps<Buffer> {
    const content = yield* this.passage.take(chunk.length);
    const sum = yield* this.checkSum(crc32(content, sumOf(chunk)));
    for (const part of [chunk.head, content, sum]) this.passage.keep(part);
    return content;
  }

  /** A large one, as it comes; `begin` are bytes of it that were read before. */
  *pass(chunk: Chunk, begin?: Buffer): Steps {
    this.passage.keep(chunk.head);
    if (begin) this.passage.keep(begin);
    let sum = begin ? crc32(begin, sumOf(chunk)) : sumOf(chunk);
    for (let left = chunk.length - (begin?.length ?? 0); left > 0;) {
      const some = yield* this.passage.some(left);
      left -= some.length;
      sum = crc32(some, sum);
      this.passage.keep(some);
    }
    this.passage.keep(yield* this.checkSum(sum));
  }

  /** Leaves it out, and answers what it began with. */
  *drop(chunk: Chunk, most = 0): Steps<Buffer> {
    const content = yield* this.passage.take(Math.min(chunk.length, most));
    let sum = crc32(content, sumOf(chunk));
    for (let left = chunk.length - content.length; left > 0;) {
      const some = yield* this.passage.some(left);
      left -= some.length;
      sum = crc32(some, sum);
    }
    yield* this.checkSum(sum);
    return content;
  }

  /** The first bytes of one that `pass` takes afterwards. */
  begin(count: number): Steps<Buffer> {
    return this.passage.take(count);
  }

  write(type: string, content: Buffer): void {
    const chunk = Buffer.alloc(8 + content.length + 4);
    chunk.writeUInt32BE(content.length);
    chunk.write(type, 4, 'latin1');
    content.copy(chunk, 8);
    chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
    this.passage.keep(chunk);
  }

  private *checkSum(right: number): Steps<Buffer> {
    const sum = yield* this.passage.take(4);
    if (sum.readUInt32BE() !== right) throw damaged('a check sum is wrong');
    return sum;
  }
}

const sumOf = ({ head }: Chunk): number => crc32(head.subarray(4));

class PngPicture {
  private readonly seen = new Set<string>();
  private paletteEntries = 0;
  private pixelBytes = 0;
  private before = '';
  private orientation = 1;
  private animation: PngAnimation | undefined;

  constructor(
    private readonly chunks: PngChunks,
    private readonly header: PngHeader,
  ) {}

  *read(): Steps<PictureFigures> {
    for (;;) {
      const chunk = yield* this.chunks.next();
      if (chunk.type === 'IEND') return yield* this.end(chunk);
      yield* this.chunk(chunk);
      this.before = chunk.type;
      if (single.has(chunk.type)) this.seen.add(chunk.type);
    }
  }

  private *chunk(chunk: Chunk): Steps {
    const isFirst = !this.seen.has('IDAT') && !this.seen.has(chunk.type);
    if (chunk.type === 'IDAT') yield* this.pixels(chunk);
    else if (chunk.type === 'PLTE') yield* this.palette(chunk, isFirst);
    else if (/^(acTL|fcTL|fdAT)$/.test(chunk.type)) yield* this.moving(chunk, isFirst);
    else if (isCritical(chunk)) throw unsupported('it holds something that is in no PNG');
    else if (isFirst) yield* this.about(chunk);
    else yield* this.chunks.drop(chunk);
  }

  /** What comes before the pixels and may be left out. */
  private *about(chunk: Chunk): Steps {
    if (small.get(chunk.type)?.(this.header, chunk.length, this.paletteEntries)) {
      yield* this.chunks.keep(chunk);
    } else if (chunk.type === 'iCCP') yield* this.profile(chunk);
    else if (chunk.type === 'eXIf') yield* this.exif(chunk);
    else yield* this.chunks.drop(chunk);
  }

  private *pixels(chunk: Chunk): Steps {
    if (this.seen.has('IDAT') && this.before !== 'IDAT') throw damaged('its pixels lie apart');
    if (this.header.colour === indexed && !this.paletteEntries) throw damaged('it has no palette');
    this.animation?.fill();
    this.pixelBytes += chunk.length;
    yield* this.chunks.pass(chunk);
  }

  private *palette(chunk: Chunk, isFirst: boolean): Steps {
    if (!isFirst || !isPalette(this.header, chunk.length)) throw damaged('its palette is wrong');
    this.paletteEntries = chunk.length / 3;
    yield* this.chunks.keep(chunk);
  }

  private *moving(chunk: Chunk, isFirst: boolean): Steps {
    if (chunk.type === 'acTL' && isFirst && chunk.length === 8) {
      this.animation = new PngAnimation(yield* this.chunks.keep(chunk), this.header);
    } else if (chunk.type === 'fcTL' && this.animation && chunk.length === 26) {
      this.animation.begin(yield* this.chunks.keep(chunk), !this.seen.has('IDAT'));
    } else if (chunk.type === 'fdAT' && this.animation && this.seen.has('IDAT') && chunk.length > 4) {
      const sequence = yield* this.chunks.begin(4);
      this.animation.fillFrame(sequence.readUInt32BE());
      yield* this.chunks.pass(chunk, sequence);
    } else throw damaged('its frames do not fit together');
  }

  private *profile(chunk: Chunk): Steps {
    checkProfile(chunk.length);
    yield* this.chunks.pass(chunk);
  }

  private *exif(chunk: Chunk): Steps {
    this.orientation = orientationOf(yield* this.chunks.drop(chunk, mostExifBytes));
    if (this.orientation > 1) this.chunks.write('eXIf', minimalExif(this.orientation));
  }

  private *end(chunk: Chunk): Steps<PictureFigures> {
    if (chunk.length !== 0) throw damaged('its end is wrong');
    if (!canHold(this.header, this.pixelBytes)) throw damaged('it ends before its pixels');
    this.animation?.end();
    yield* this.chunks.keep(chunk);
    return { ...turned(this.header, this.orientation), animated: (this.animation?.frames ?? 1) > 1 };
  }
}

/** Written with a capital letter first: nobody may pass over it. */
const isCritical = ({ type }: Chunk): boolean => type.charCodeAt(0) < 0x60;
