import { checkHuffman, checkQuantization, checkRestarts, checkScan, frameOf, type JpegFrame } from './jpeg-segments.js';
import { exifPrefix, minimalExif, orientationOf, turned } from './orientation.js';
import type { Passage, Steps } from './passage.js';
import type { PictureFigures } from './picture-figures.js';
import { checkProfile } from './picture-limits.js';
import { damaged, unsupported } from './picture-refused.js';

/** Each is a look at every pixel. Encoders make about ten. */
const mostScans = 100;
/** Each costs some time, whatever it holds. */
const mostParts = 5000;

const marker = {
  soi: 0xd8,
  eoi: 0xd9,
  sos: 0xda,
  dnl: 0xdc,
  app0: 0xe0,
  exif: 0xe1,
  icc: 0xe2,
  adobe: 0xee,
  com: 0xfe,
};
const frames: ReadonlyMap<number, { isProgressive: boolean }> = new Map([
  [0xc0, { isProgressive: false }],
  [0xc1, { isProgressive: false }],
  [0xc2, { isProgressive: true }],
]);
/** Lossless, hierarchical, arithmetic. */
const strangeFrames = [0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xde, 0xdf];
const tables: ReadonlyMap<number, (content: Buffer) => void> = new Map([
  [0xc4, checkHuffman],
  [0xdb, checkQuantization],
  [0xdd, checkRestarts],
]);

/** Keeps what is needed for showing; of the phone's own only how the picture lies. */
export function* scrubJpeg(passage: Passage): Steps<PictureFigures> {
  const start = yield* passage.take(2);
  if (start.readUInt16BE() !== 0xff00 + marker.soi) throw damaged('it does not begin like a JPEG picture');
  passage.keep(start);
  return yield* new JpegPicture(passage).read();
}

class JpegPicture {
  private frame: JpegFrame | undefined;
  private orientation: number | undefined;
  private hasJfif = false;
  private hasAdobe = false;
  private profileBytes = 0;
  private scans = 0;
  private parts = 0;

  constructor(private readonly passage: Passage) {}

  *read(): Steps<PictureFigures> {
    let code = yield* this.nextMarker();
    while (code !== marker.eoi) {
      const content = yield* this.content();
      if (code === marker.sos) code = yield* this.scan(content);
      else {
        this.segment(code, content);
        code = yield* this.nextMarker();
      }
    }
    if (!this.frame || !this.scans) throw damaged('it ends before its pixels');
    this.passage.keep(Buffer.from([0xff, marker.eoi]));
    return { ...turned(this.frame, this.orientation ?? 1), animated: false };
  }

  private *nextMarker(): Steps<number> {
    if ((yield* this.passage.byte()) !== 0xff) throw damaged('something lies between its parts');
    return yield* this.codeAfterFill();
  }

  private *codeAfterFill(): Steps<number> {
    for (;;) {
      const rest = yield* this.passage.ahead();
      const fill = rest.findIndex((byte) => byte !== 0xff);
      this.passage.advance(fill < 0 ? rest.length : fill + 1);
      if (fill >= 0) return rest[fill]!;
    }
  }

  private *content(): Steps<Buffer> {
    this.parts += 1;
    if (this.parts > mostParts) throw damaged('it has too many parts');
    const length = (yield* this.passage.take(2)).readUInt16BE();
    if (length < 2) throw damaged('a part of it has no length');
    return yield* this.passage.take(length - 2);
  }

  private segment(code: number, content: Buffer): void {
    if ((code & 0xf0) === marker.app0) return this.application(code, content);
    if (code === marker.com || code === marker.dnl) return;
    if (strangeFrames.includes(code)) throw unsupported('it is a rare kind of JPEG');
    const kind = frames.get(code);
    if (kind) {
      if (this.frame) throw damaged('it has two headers');
      this.frame = frameOf(content, kind.isProgressive);
    } else {
      const check = tables.get(code);
      if (!check) throw damaged('a part of it is of an unknown kind');
      check(content);
    }
    this.keep(code, content);
  }

  /** Nothing that comes after the first scan says anything about the picture. */
  private application(code: number, content: Buffer): void {
    if (this.scans) return;
    if (code === marker.app0) this.jfif(content);
    else if (code === marker.exif) this.exif(content);
    else if (code === marker.icc) this.profile(content);
    else if (code === marker.adobe) this.adobe(content);
  }

  /** Without the small picture that it may hold. */
  private jfif(content: Buffer): void {
    if (this.hasJfif || content.length < 14 || content.toString('latin1', 0, 5) !== 'JFIF\0') return;
    this.hasJfif = true;
    this.keep(marker.app0, Buffer.concat([content.subarray(0, 12), Buffer.alloc(2)]));
  }

  private exif(content: Buffer): void {
    if (this.orientation !== undefined || content.toString('latin1', 0, 5) !== 'Exif\0') return;
    this.orientation = orientationOf(content);
    if (this.orientation > 1) this.keep(marker.exif, Buffer.concat([exifPrefix, minimalExif(this.orientation)]));
  }

  private profile(content: Buffer): void {
    if (content.length < 14 || content.toString('latin1', 0, 12) !== 'ICC_PROFILE\0') return;
    this.profileBytes += content.length;
    checkProfile(this.profileBytes);
    this.keep(marker.icc, content);
  }

  /** Says what the channels mean. */
  private adobe(content: Buffer): void {
    if (this.hasAdobe || content.length < 12 || content.toString('latin1', 0, 5) !== 'Adobe') return;
    this.hasAdobe = true;
    this.keep(marker.adobe, content.subarray(0, 12));
  }

  private keep(code: number, content: Buffer): void {
    const length = content.length + 2;
    this.passage.keep(Buffer.from([0xff, code, length >> 8, length & 255]));
    this.passage.keep(content);
  }

  /** Answers the marker behind it. */
  private *scan(content: Buffer): Steps<number> {
    if (!this.frame) throw damaged('its pixels come before its header');
    checkScan(content, this.frame);
    this.scans += 1;
    if (this.scans > mostScans) throw damaged('it has too many scans');
    this.keep(marker.sos, content);
    return yield* this.pixels();
  }

  private *pixels(): Steps<number> {
    for (let isEmpty = true; ; isEmpty = false) {
      const rest = yield* this.passage.ahead();
      const length = pixelsIn(rest);
      this.passage.keep(rest.subarray(0, length));
      this.passage.advance(length);
      if (length === rest.length) continue;
      this.passage.advance(1);
      const code = (yield* this.passage.ahead())[0]!;
      if (code === 0xff) this.passage.keep(fill);
      else {
        this.passage.advance(1);
        if (!isPixels(code)) return isEmpty && length === 0 ? emptyScan() : code;
        this.passage.keep(Buffer.from([0xff, code]));
      }
    }
  }
}

const fill = Buffer.from([0xff]);

function emptyScan(): never {
  throw damaged('a scan of it is empty');
}

/** A byte 255 that is meant so, or the mark of a restart. */
const isPixels = (code: number): boolean => code === 0 || (code & 0xf8) === 0xd0;

/** How many bytes go by before something else begins, or may begin with the next piece. */
function pixelsIn(piece: Buffer): number {
  let at = piece.indexOf(0xff);
  while (at >= 0 && at + 1 < piece.length) {
    const next = piece[at + 1]!;
    if (next === 0xff) at += 1;
    else if (isPixels(next)) at = piece.indexOf(0xff, at + 2);
    else return at;
  }
  return at < 0 ? piece.length : at;
}
