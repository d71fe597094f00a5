import { minimalExif, minimalExifLength, orientationOf, turned } from './orientation.js';
import type { Passage, Steps } from './passage.js';
import type { PictureFigures } from './picture-figures.js';
import { checkFrames, checkProfile, checkSize, mostExifBytes, type Size } from './picture-limits.js';
import { damaged } from './picture-refused.js';
import { type Chunk, sizeOf, WebpChunks } from './webp-chunks.js';
import { type FrameKind, frameHeadLength, frameSize, isFrameKind } from './webp-frame.js';

const flag = { animation: 0x02, exif: 0x08, alpha: 0x10, profile: 0x20 };
const keptFlags = flag.animation | flag.exif | flag.alpha | flag.profile;

/** Keeps what is needed for showing; zeros take the place of all else. */
export function* scrubWebp(passage: Passage): Steps<PictureFigures> {
  const head = yield* passage.take(12);
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8) !== 'WEBP') {
    throw damaged('it does not begin like a WebP picture');
  }
  const length = head.readUInt32LE(4);
  if (length < 12 || length % 2) throw damaged('its length is wrong');
  passage.keep(head);
  return yield* new WebpPicture(new WebpChunks(passage)).read(length - 4);
}

/** What counts only the first time. */
const single = ['ICCP', 'ANIM', 'EXIF'];

class WebpPicture {
  /** As its first chunk says. */
  private size: Size | undefined;
  private flags = 0;
  private frames = 0;
  private orientation = 1;
  private before = '';
  private readonly seen = new Set<string>();

  constructor(private readonly chunks: WebpChunks) {}

  *read(length: number): Steps<PictureFigures> {
    for (let left = length; left > 0;) {
      const chunk = yield* this.chunks.next(left);
      left -= sizeOf(chunk);
      yield* this.chunk(chunk);
      this.before = chunk.type;
      if (single.includes(chunk.type)) this.seen.add(chunk.type);
    }
    if (!this.size || !this.frames) throw damaged('it has no pixels');
    return { ...turned(this.size, this.orientation), animated: this.frames > 1 };
  }

  private *chunk(chunk: Chunk): Steps {
    if (chunk.type === 'VP8X') return yield* this.header(chunk);
    if (isFrameKind(chunk.type)) return yield* this.still(chunk, chunk.type);
    if (!this.size) throw damaged('it does not begin with its header');
    if (chunk.type === 'ANIM') return yield* this.animation(chunk);
    if (chunk.type === 'ANMF') return yield* this.frame(chunk);
    if (chunk.type === 'ALPH') return yield* this.alpha(chunk);
    yield* this.about(chunk);
  }

  private *about(chunk: Chunk): Steps {
    const isFirst = !this.seen.has(chunk.type);
    if (chunk.type === 'ICCP' && isFirst && this.has(flag.profile) && !this.frames) return yield* this.profile(chunk);
    if (chunk.type === 'EXIF' && isFirst && this.has(flag.exif)) return yield* this.exif(chunk);
    yield* this.chunks.blank(chunk);
  }

  private has(wanted: number): boolean {
    return (this.flags & wanted) !== 0;
  }

  private *header(chunk: Chunk): Steps {
    if (this.size || chunk.length !== 10) throw damaged('its header is wrong');
    const content = Buffer.from(yield* this.chunks.begin(chunk.length));
    this.size = { width: content.readUIntLE(4, 3) + 1, height: content.readUIntLE(7, 3) + 1 };
    checkSize(this.size);
    this.flags = content[0]! & keptFlags;
    content.writeUInt32LE(this.flags);
    this.chunks.write(chunk, content);
  }

  private *profile(chunk: Chunk): Steps {
    checkProfile(chunk.length);
    yield* this.passWhole(chunk);
  }

  private *animation(chunk: Chunk): Steps {
    const isRight = this.has(flag.animation) && !this.seen.has('ANIM') && chunk.length === 6;
    if (!isRight) throw framesDoNotFit();
    yield* this.passWhole(chunk);
  }

  /** How transparent the pixels are that follow. */
  private *alpha(chunk: Chunk): Steps {
    if (this.has(flag.animation) || this.frames || this.before === 'ALPH') throw framesDoNotFit();
    yield* this.passWhole(chunk);
  }

  private *still(chunk: Chunk, kind: FrameKind): Steps {
    if (this.has(flag.animation) || this.frames) throw framesDoNotFit();
    if (this.before === 'ALPH' && kind === 'VP8L') throw framesDoNotFit();
    this.frames = 1;
    yield* this.pixels(chunk, kind, this.size);
  }

  /** Those of the picture, or of a frame; as large as was said before. */
  private *pixels(chunk: Chunk, kind: FrameKind, said: Size | undefined): Steps {
    const length = frameHeadLength[kind];
    if (chunk.length < length) throw damaged('it ends before its pixels');
    const begin = yield* this.chunks.begin(length);
    const size = frameSize(kind, begin, chunk.length);
    checkSize(size);
    if (said && (said.width !== size.width || said.height !== size.height)) throw framesDoNotFit();
    this.size ??= size;
    yield* this.chunks.pass(chunk, this.chunks.write(chunk, begin));
  }

  private *frame(chunk: Chunk): Steps {
    if (!this.seen.has('ANIM') || chunk.length < 16) throw framesDoNotFit();
    this.frames += 1;
    checkFrames(this.size!, this.frames);
    const place = yield* this.chunks.begin(16);
    const [left, top] = [2 * place.readUIntLE(0, 3), 2 * place.readUIntLE(3, 3)];
    const size = { width: place.readUIntLE(6, 3) + 1, height: place.readUIntLE(9, 3) + 1 };
    if (left + size.width > this.size!.width || top + size.height > this.size!.height) throw framesDoNotFit();
    yield* this.frameContent(this.chunks.write(chunk, place), size);
    if (chunk.length % 2) throw framesDoNotFit();
  }

  private *frameContent(length: number, size: Size): Steps {
    let [before, hasPixels] = ['', false];
    for (let left = length; left > 0;) {
      const chunk = yield* this.chunks.next(left);
      left -= sizeOf(chunk);
      if (isFrameKind(chunk.type)) {
        if (hasPixels || (before === 'ALPH' && chunk.type === 'VP8L')) throw framesDoNotFit();
        hasPixels = true;
        yield* this.pixels(chunk, chunk.type, size);
      } else if (chunk.type === 'ALPH' && before === '') yield* this.passWhole(chunk);
      else yield* this.chunks.blank(chunk);
      before = chunk.type;
    }
    if (!hasPixels) throw framesDoNotFit();
  }

  /** Its flag has gone out already, so it stays; with only how the picture lies. */
  private *exif(chunk: Chunk): Steps {
    if (chunk.length < minimalExifLength) return yield* this.chunks.blank(chunk);
    const content = yield* this.chunks.begin(Math.min(chunk.length, mostExifBytes));
    this.orientation = orientationOf(content);
    const written = Buffer.alloc(content.length);
    minimalExif(this.orientation).copy(written);
    yield* this.chunks.blankRest(chunk, this.chunks.write(chunk, written));
  }

  private *passWhole(chunk: Chunk): Steps {
    yield* this.chunks.pass(chunk, this.chunks.write(chunk, Buffer.alloc(0)));
  }
}

const framesDoNotFit = (): Error => damaged('its frames do not fit together');
