import { Injectable } from '@nestjs/common';
import type { Sharp, SharpOptions } from 'sharp';
import { AppError } from '#kernel/http';

/** A phone of these years takes 48 million. */
const mostPixels = 50_000_000;
const atATime = 2;
const quality = 92;

export interface Picture {
  readonly bytes: Buffer;
  /** As it is shown, after turning. */
  readonly width: number;
  readonly height: number;
}

/** Looks at uploaded pictures. Few at a time, because each takes memory and a thread that passwords need as well. */
@Injectable()
export class Pictures {
  private readonly waiting: (() => void)[] = [];
  private busy = 0;

  /**
   * Refuses what cannot be shown. Where somebody took a picture, and with what, is nobody's business: a picture that
   * says so is written anew without it; all others stay as they are, byte for byte.
   */
  async clean(bytes: Buffer): Promise<Picture> {
    if (this.busy >= atATime) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.busy += 1;
    try {
      return await examine(bytes);
    } finally {
      const next = this.waiting.shift(); // takes this one's place
      if (next) next();
      else this.busy -= 1;
    }
  }
}

async function examine(bytes: Buffer): Promise<Picture> {
  const about = await readable(async () => (await open(bytes, { limitInputPixels: false })).metadata());
  const { width, height } = about.autoOrient;
  if (width * height > mostPixels) throw tooManyPixels();
  // Small, but made of all of it: so a picture that ends too early is found out.
  await readable(async () => (await open(bytes)).resize(32, 32, { fit: 'inside' }).raw().toBuffer());
  const telling = about.exif ?? about.xmp ?? about.iptc ?? about.comments;
  if (!telling || about.format === 'gif') return { bytes, width, height };
  if (width * height * (about.pages ?? 1) > mostPixels) throw tooManyPixels();
  const written = await readable(async () => rewritten(await open(bytes, { animated: true }), about.format));
  return { bytes: written, width, height };
}

/** The library leaves out what it is not told to keep. */
function rewritten(picture: Sharp, format: string): Promise<Buffer> {
  const upright = picture.autoOrient();
  if (format === 'png') return upright.png().toBuffer();
  return (format === 'webp' ? upright.webp({ quality }) : upright.jpeg({ quality })).toBuffer();
}

async function open(bytes: Buffer, options: SharpOptions = {}): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  sharp.concurrency(1);
  return sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels, ...options });
}

/** Whatever the library holds against a picture, it is the picture that is wrong. */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new AppError('upload.type-refused', { fields: ['file is damaged: it cannot be read as a picture'] });
  }
}

const tooManyPixels = (): AppError =>
  new AppError('upload.too-large', { fields: [`file must have at most ${mostPixels / 1_000_000} million pixels`] });
