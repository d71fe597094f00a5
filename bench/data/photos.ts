import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

export interface PhotoSize {
  readonly width: number;
  readonly height: number;
}

/** What phones take: 12 million pixels. */
export const phone: PhotoSize = { width: 4000, height: 3000 };

/**
 * A JPEG like a photo: large shapes and fine grain, another one each time, lying on its side as phones keep those that
 * were taken upright.
 */
export async function photo({ width, height }: PhotoSize, quality = 90): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  const grain = {
    width: Math.ceil(width / 4),
    height: Math.ceil(height / 4),
    channels: 3 as const,
    background: '#000',
  };
  const shapes = { width: 12, height: 9, channels: 3 as const, background: '#000' };
  const large = await sharp({ create: { ...shapes, noise } })
    .resize(grain.width, grain.height, { kernel: 'cubic' })
    .png()
    .toBuffer();
  const small = await sharp({ create: { ...grain, noise } })
    .composite([{ input: large, blend: 'overlay' }])
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(small)
    .resize(width, height)
    .jpeg({ quality })
    .withExif({ IFD0: { Orientation: '6', Make: 'Bench' } })
    .toBuffer();
}

/** A JPEG of very nearly so many bytes: what a picture ends with may be followed by nothing, so its quality decides. */
export async function photoOfBytes(bytes: number): Promise<Buffer> {
  const side = Math.round(Math.sqrt(bytes * 3));
  let [low, high] = [5, 100];
  let best = await photo({ width: side, height: side }, high);
  const source = await sharp(best).png().toBuffer();
  while (high - low > 1) {
    const quality = Math.floor((low + high) / 2);
    const made = await sharp(source).jpeg({ quality }).toBuffer();
    if (Math.abs(made.length - bytes) < Math.abs(best.length - bytes)) best = made;
    if (made.length > bytes) high = quality;
    else low = quality;
  }
  return best;
}

/** A ZIP archive that holds one stored file of random bytes is what its first bytes say; no more is asked of it. */
export function archiveOfBytes(bytes: number): Buffer {
  const archive = Buffer.allocUnsafe(bytes);
  for (let at = 0; at < bytes; at += 4) archive.writeUInt32LE((Math.random() * 2 ** 32) >>> 0, Math.min(at, bytes - 4));
  archive.write('PK\u0003\u0004', 0, 'latin1');
  return archive;
}

export function keepFile(folder: string, name: string, bytes: Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}
