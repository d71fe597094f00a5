import type { Passage, Steps } from './passage.js';
import type { PictureFigures } from './picture-figures.js';
import { checkFrames, checkSize, type Size } from './picture-limits.js';
import { damaged } from './picture-refused.js';

/** Nobody makes larger ones; a second byte of a letter or a sign (`/*`, `//`, `=1`) would make one wider. */
const longestGifSide = 8191;

/** Each costs some time, whatever it holds. */
const mostBlocks = 10_000;

const block = { extension: 0x21, image: 0x2c, trailer: 0x3b };
const extension = { control: 0xf9, application: 0xff };
const repeats = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

/** Keeps frames, their timing and how often they are shown. */
export function* scrubGif(passage: Passage): Steps<PictureFigures> {
  const head = yield* passage.take(13);
  if (!/^GIF8[79]a$/.test(head.toString('latin1', 0, 6))) throw damaged('it does not begin like a GIF picture');
  const screen = { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
  checkSize(screen, longestGifSide);
  if (isText(head.subarray(6, 10))) throw damaged('it reads like a script');
  passage.keep(head);
  yield* passage.pass(tableLength(head[10]!));
  return yield* new GifPicture(passage, screen).read();
}

/**
 * Browsers that look into files may take `GIF89a=` for the beginning of a script. In one of a sane size this needs two
 * sides between 2,313 and 3,454 that are text by chance.
 */
const isText = (bytes: Buffer): boolean => /^[\t-\r -~]+$/.test(bytes.toString('latin1'));

/** Decoders do not believe such a size; they take that of the first frame. */
const isLarge = ({ width, height }: Size): boolean => Math.max(width, height) > 2048;

/** Of the table of colours that these flags announce. */
const tableLength = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

class GifPicture {
  private frames = 0;
  private hasRepeats = false;
  /** How the next frame is shown; put out with it. */
  private control: Buffer | undefined;

  constructor(
    private readonly passage: Passage,
    private readonly screen: Size,
  ) {}

  *read(): Steps<PictureFigures> {
    for (let blocks = 0; blocks < mostBlocks; blocks += 1) {
      const kind = yield* this.passage.take(1);
      if (kind[0] === block.image) yield* this.frame(kind);
      else if (kind[0] === block.extension) yield* this.extension();
      else if (kind[0] === block.trailer) return this.end(kind);
      else throw damaged('a part of it is of an unknown kind');
    }
    throw damaged('it has too many parts');
  }

  private end(trailer: Buffer): PictureFigures {
    if (!this.frames) throw damaged('it has no pixels');
    this.passage.keep(trailer);
    return { ...this.screen, animated: this.frames > 1 };
  }

  private *frame(kind: Buffer): Steps {
    const place = yield* this.passage.take(9);
    const [left, top] = [place.readUInt16LE(0), place.readUInt16LE(2)];
    const [width, height] = [place.readUInt16LE(4), place.readUInt16LE(6)];
    const isWithin = left + width <= this.screen.width && top + height <= this.screen.height;
    if (!width || !height || !isWithin) throw damaged('a frame does not lie within the picture');
    if (!this.frames && isLarge(this.screen) && (width !== this.screen.width || height !== this.screen.height)) {
      throw damaged('its first frame is much smaller than the picture');
    }
    this.frames += 1;
    checkFrames(this.screen, this.frames);
    if (this.control) this.passage.keep(this.control);
    this.control = undefined;
    this.passage.keep(kind);
    this.passage.keep(place);
    yield* this.passage.pass(tableLength(place[8]!));
    yield* this.pixels();
  }

  private *pixels(): Steps {
    const codeSize = yield* this.passage.take(1);
    if (codeSize[0]! < 2 || codeSize[0]! > 8) throw damaged('its pixels are written in an unknown way');
    this.passage.keep(codeSize);
    if (!(yield* this.subBlocks(true))) throw damaged('a frame has no pixels');
  }

  private *extension(): Steps {
    const label = yield* this.passage.byte();
    if (label === extension.control) return yield* this.timing();
    if (label === extension.application) return yield* this.application();
    if (label < 0x80) this.control = undefined; // it was for this text, which is not shown
    yield* this.subBlocks(false);
  }

  private *timing(): Steps {
    const content = yield* this.passage.take(6);
    if (content[0] !== 4 || content[5] !== 0) throw damaged('the timing of a frame is wrong');
    this.control = Buffer.concat([Buffer.from([block.extension, extension.control]), content]);
  }

  private *application(): Steps {
    const length = yield* this.passage.byte();
    if (length !== 11) throw damaged('a part of it has a wrong length');
    const name = yield* this.passage.take(length);
    if (this.hasRepeats || !repeats.includes(name.toString('latin1'))) yield* this.subBlocks(false);
    else yield* this.repeats(name);
  }

  private *repeats(name: Buffer): Steps {
    const length = yield* this.passage.byte();
    if (length === 0) return;
    const content = yield* this.passage.take(length);
    if (length === 3 && (content[0]! & 7) === 1) {
      this.hasRepeats = true;
      const start = Buffer.from([block.extension, extension.application, name.length]);
      const end = Buffer.from([3, 1, content[1]!, content[2]!, 0]);
      this.passage.keep(Buffer.concat([start, name, end]));
    }
    yield* this.subBlocks(false);
  }

  /** Answers how many there were. */
  private *subBlocks(isKept: boolean): Steps<number> {
    for (let count = 0; ;) {
      const rest = yield* this.passage.ahead();
      const whole = wholeSubBlocks(rest);
      if (isKept) this.passage.keep(rest.subarray(0, whole.length));
      this.passage.advance(whole.length);
      count += whole.count;
      if (whole.isEnd) return count;
      if (whole.length === rest.length) continue;
      const length = 1 + rest[whole.length]!;
      yield* isKept ? this.passage.pass(length) : this.passage.skip(length);
      count += 1;
    }
  }
}

interface SubBlocks {
  readonly count: number;
  readonly length: number;
  /** Whether the empty one that ends them is among them. */
  readonly isEnd: boolean;
}

/** Those that lie in the piece from their first to their last byte. */
function wholeSubBlocks(piece: Buffer): SubBlocks {
  let [count, at] = [0, 0];
  while (at < piece.length) {
    const length = piece[at]!;
    if (length === 0) return { count, length: at + 1, isEnd: true };
    if (at + 1 + length > piece.length) break;
    at += 1 + length;
    count += 1;
  }
  return { count, length: at, isEnd: false };
}
