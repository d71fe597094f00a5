import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { propertySeed } from '../../../../test/support/property-seed.js';
import { type SamplePicture, samplePictures } from '../../../../test/support/sample-pictures.js';
import { pieces, scrubbed, type ScrubbedPicture } from '../../../../test/support/scrubbed.js';
import { mostPixels } from './picture-limits.js';
import { PictureRefused } from './picture-refused.js';
import type { PictureType } from './picture-scrubber.js';

type Change =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'put'; readonly at: number; readonly bytes: Uint8Array };

const place = fc.nat(9999).map((part) => part / 10_000);
/** Where formats say how much comes: lengths, counts and kinds at their limits. */
const telling = fc.constantFrom(0, 1, 0x21, 0x2c, 0x3b, 0x7f, 0x80, 0xc0, 0xd9, 0xda, 0xe1, 0xfe, 0xff);
const bytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 40 }),
  fc.array(telling, { minLength: 1, maxLength: 12 }).map((list) => Uint8Array.from(list)),
);
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat(7) }) },
  fc.record({ kind: fc.constant('cut' as const), at: place, length: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('put' as const), at: place, bytes }),
);

function changed(picture: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce<Buffer>((before, one) => {
    const at = Math.floor(one.at * before.length);
    if (one.kind === 'flip') {
      const after = Buffer.from(before);
      if (after.length) after[at % after.length]! ^= 1 << one.bit;
      return after;
    }
    const behind = one.kind === 'cut' ? at + one.length : at;
    return Buffer.concat(
      [before.subarray(0, at), one.kind === 'put' ? one.bytes : '', before.subarray(behind)].map((part) =>
        Buffer.from(part),
      ),
    );
  }, picture);
}

/** With the check sums that belong to it, as far as its chunks can be found: else almost every changed PNG ends there. */
function summed(type: PictureType, picture: Buffer): Buffer {
  if (type !== 'image/png') return picture;
  const right = Buffer.from(picture);
  for (let at = 8; at + 12 <= right.length;) {
    const end = at + 12 + right.readUInt32BE(at);
    if (end > right.length) break;
    right.writeUInt32BE(crc32(right.subarray(at + 4, end - 4)), end - 4);
    at = end;
  }
  return right;
}

describe('a picture with anything in it', () => {
  let samples: SamplePicture[] = [];

  beforeAll(async () => {
    samples = (await samplePictures()).filter((sample) => sample.bytes.length < 10_000);
  });

  /** Null when it is refused; any other error fails. */
  async function outcome(type: PictureType, input: Buffer, sizes: readonly number[]): Promise<ScrubbedPicture | null> {
    try {
      return await scrubbed(type, pieces(input, sizes));
    } catch (error) {
      if (error instanceof PictureRefused) return null;
      throw error;
    }
  }

  async function holds(type: PictureType, input: Buffer, sizes: readonly number[]): Promise<boolean> {
    const taken = await outcome(type, input, sizes);
    const whole = await outcome(type, input, [input.length || 1]);
    expect(taken?.figures).toEqual(whole?.figures);
    if (!taken || !whole) return false;
    expect(taken.bytes.equals(whole.bytes)).toBe(true);
    expect(taken.bytes.length).toBeLessThanOrEqual(input.length + 64);
    expect(taken.figures.width * taken.figures.height).toBeLessThanOrEqual(mostPixels);
    const again = await scrubbed(type, [taken.bytes]);
    expect(again.figures).toEqual(taken.figures);
    expect(again.bytes.equals(taken.bytes)).toBe(true);
    return true;
  }

  it('is refused, or clean in one go', async () => {
    const seen = { taken: 0, refused: 0 };
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 8 });
    const changes = fc.array(change, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.nat(samples.length - 1), changes, sizes, async (number, made, cut) => {
        const { type, bytes: picture } = samples[number]!;
        seen[(await holds(type, summed(type, changed(picture, made)), cut)) ? 'taken' : 'refused'] += 1;
      }),
      { numRuns: 5000, seed: propertySeed('mangled-pictures'), endOnFailure: true },
    );
    expect(seen.taken).toBeGreaterThan(500);
    expect(seen.refused).toBeGreaterThan(1000);
  }, 120_000);

  it('is refused when it is made of chance, behind the beginning of a picture too', async () => {
    const length = fc.integer({ min: 0, max: 60 });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(samples.length - 1),
        length,
        fc.uint8Array({ maxLength: 3000 }),
        async (number, kept, rest) => {
          const { type, bytes: picture } = samples[number]!;
          await holds(type, Buffer.concat([picture.subarray(0, kept), rest]), [97]);
        },
      ),
      { numRuns: 3000, seed: propertySeed('mangled-pictures, chance'), endOnFailure: true },
    );
  }, 120_000);
});
