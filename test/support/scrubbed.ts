import {
  type PictureFigures,
  PictureScrubber,
  type PictureType,
} from '../../libs/community/media/scrub/picture-scrubber.js';

type Pieces = AsyncIterable<Buffer> | readonly Buffer[];

export interface ScrubbedPicture {
  readonly bytes: Buffer;
  readonly figures: PictureFigures;
}

/** A picture after it has passed. */
export async function scrubbed(type: PictureType, input: Pieces): Promise<ScrubbedPicture> {
  const scrubber = new PictureScrubber(type);
  const kept: Buffer[] = [];
  for await (const piece of scrubber.scrub(arriving(input))) kept.push(piece);
  return { bytes: Buffer.concat(kept), figures: scrubber.figures };
}

async function* arriving(input: Pieces): AsyncGenerator<Buffer> {
  yield* input;
}

/** Cut into pieces of these sizes, again and again. */
export async function* pieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let [at, round] = [0, 0]; at < bytes.length; round += 1) {
    const size = sizes[round % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
