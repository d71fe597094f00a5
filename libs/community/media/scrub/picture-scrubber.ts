import { scrubGif } from './gif.js';
import { scrubJpeg } from './jpeg.js';
import { Passage, type Steps } from './passage.js';
import type { PictureFigures, PictureType } from './picture-figures.js';
import { damaged } from './picture-refused.js';
import { scrubPng } from './png.js';
import { scrubWebp } from './webp.js';

export type { PictureFigures, PictureType };

const formats: Readonly<Record<PictureType, (passage: Passage) => Steps<PictureFigures>>> = {
  'image/jpeg': scrubJpeg,
  'image/png': scrubPng,
  'image/gif': scrubGif,
  'image/webp': scrubWebp,
};

/** Checks and cleans one picture as it passes, without decoding it. */
export class PictureScrubber {
  private known: PictureFigures | undefined;

  constructor(readonly contentType: PictureType) {}

  /**
   * What is to be kept, in pieces. Throws PictureRefused as soon as something is wrong, and what `bytes` throws; so
   * nothing of it may be used before the end. Reads `bytes` to their end, unless it throws: what follows the picture is
   * cut off.
   */
  async *scrub(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const passage = new Passage();
    const steps = formats[this.contentType](passage);
    let step = steps.next();
    for await (const piece of bytes) {
      if (step.done) continue;
      passage.give(piece);
      step = steps.next();
      const kept = passage.collect();
      if (kept) yield kept;
    }
    if (!step.done) throw damaged('it ends too early');
    this.known = step.value;
  }

  /** After the end of `scrub`. */
  get figures(): PictureFigures {
    if (!this.known) throw new Error('The picture has not passed yet.');
    return this.known;
  }
}
