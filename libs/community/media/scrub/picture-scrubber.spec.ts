import sharp, { type OutputInfo } from 'sharp';
import { pieces, scrubbed, type ScrubbedPicture } from '../../../../test/support/scrubbed.js';
import { type SamplePicture, samplePictures, secrets } from '../../../../test/support/sample-pictures.js';
import { PictureScrubber, type PictureType } from './picture-scrubber.js';

const pixels = async (bytes: Buffer): Promise<{ data: Buffer; info: OutputInfo }> =>
  sharp(bytes, { animated: true }).autoOrient().raw().toBuffer({ resolveWithObject: true });

const figuresOf = async (bytes: Buffer): Promise<{ width: number; height: number; pages: number }> => {
  const { autoOrient, pages = 1 } = await sharp(bytes).metadata();
  return { ...autoOrient, pages };
};

describe('a picture that passes', () => {
  let samples: SamplePicture[] = [];

  beforeAll(async () => {
    samples = await samplePictures();
  });

  /** Each with its name, so that a failure says which. */
  async function forEach(check: (sample: SamplePicture) => Promise<void>): Promise<void> {
    expect(samples.length).toBeGreaterThan(40);
    for (const sample of samples) {
      try {
        await check(sample);
      } catch (error) {
        throw new Error(`${sample.type}, ${sample.name}: ${String(error)}`, { cause: error });
      }
    }
  }

  it('looks as before', async () => {
    await forEach(async ({ type, bytes }) => {
      const { bytes: clean } = await scrubbed(type, [bytes]);
      const [before, after] = [await pixels(bytes), await pixels(clean)];
      expect(after.info).toEqual(before.info);
      expect(after.data.equals(before.data)).toBe(true);
      const { delay, loop, icc } = await sharp(bytes).metadata();
      expect(await sharp(clean).metadata()).toMatchObject(JSON.parse(JSON.stringify({ delay, loop })));
      expect((await sharp(clean).metadata()).icc?.equals(icc!)).toBe(icc && true);
    });
  });

  it('says nothing any more of who took it, with what, and where', async () => {
    let told = 0;
    await forEach(async ({ type, bytes }) => {
      const { bytes: clean } = await scrubbed(type, [bytes]);
      told += secrets.filter((secret) => bytes.includes(secret)).length;
      expect(secrets.filter((secret) => clean.includes(secret))).toEqual([]);
      const { xmp, iptc, comments, exif } = await sharp(clean).metadata();
      expect([xmp, iptc, comments]).toEqual([undefined, undefined, undefined]);
      expect(exif?.toString('latin1').replace(/\0+$/, '').length ?? 0).toBeLessThanOrEqual(32); // in a WebP, zeros follow
    });
    expect(told).toBeGreaterThan(80);
  });

  it('tells its size as it is shown, and whether it moves', async () => {
    await forEach(async ({ name, type, bytes }) => {
      const { figures, bytes: clean } = await scrubbed(type, [bytes]);
      const { width, height, pages } = await figuresOf(bytes);
      expect(figures).toEqual({ width, height, animated: pages > 1 || name === 'animated' });
      expect(await figuresOf(clean)).toEqual({ width, height, pages });
    });
  });

  const same = (one: ScrubbedPicture, other: ScrubbedPicture): void => {
    expect(one.figures).toEqual(other.figures);
    expect(one.bytes.equals(other.bytes)).toBe(true);
  };

  it('comes out the same, whatever the pieces are in which it comes', async () => {
    await forEach(async ({ type, bytes }) => {
      const whole = await scrubbed(type, [bytes]);
      for (const sizes of bytes.length > 10_000 ? [[4000, 1, 70_000]] : [[1], [2], [7, 1, 30], [0, 64, 3]]) {
        same(await scrubbed(type, pieces(bytes, sizes)), whole);
      }
      same(await scrubbed(type, [whole.bytes]), whole);
    });
  });

  const outcome = (type: PictureType, bytes: Buffer): Promise<string> =>
    scrubbed(type, [bytes]).then(
      () => `taken with ${bytes.length} bytes`,
      (error: { reason: string }) => error.reason,
    );

  it('is refused when it ends too early, wherever that is', async () => {
    await forEach(async ({ type, bytes }) => {
      const ends = new Set<string>();
      for (let end = 0; end < bytes.length; end += bytes.length > 10_000 ? 1999 : 1) {
        ends.add(await outcome(type, bytes.subarray(0, end)));
      }
      expect([...ends]).toEqual(['damaged']);
    });
  });

  it('loses what comes behind it', async () => {
    const behind = Buffer.concat([Buffer.from('PK\x03\x04 secret'), Buffer.alloc(5000, 'ftypmp42')]);
    await forEach(async ({ type, bytes }) => {
      const whole = await scrubbed(type, [bytes]);
      same(await scrubbed(type, pieces(Buffer.concat([bytes, behind]), [1000])), whole);
    });
  });

  it('gives no figures before its end', async () => {
    const scrubber = new PictureScrubber('image/jpeg');
    expect(() => scrubber.figures).toThrow();
    await expect(scrubber.scrub(pieces(Buffer.from([0xff]), [1])).next()).rejects.toThrow('ends too early');
    expect(() => scrubber.figures).toThrow();
  });

  it('lets the errors of the stream through', async () => {
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield samples[0]!.bytes.subarray(0, 10);
      throw new Error('connection lost');
    };
    await expect(scrubbed('image/jpeg', broken())).rejects.toThrow('connection lost');
  });
});
