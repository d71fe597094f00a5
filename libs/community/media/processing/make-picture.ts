import { open } from 'node:fs/promises';
import type { Metadata, OutputInfo, Sharp, SharpConstructor, SharpOptions } from 'sharp';
import { asItIs, FileFault, type MadeMedia, type MadeVariant } from './media-made.js';

const mostPixels = 50_000_000;
/** Of all frames of an animation together, once they are made smaller. */
const mostMovingPixels = 100_000_000;
const thumb = 300;
const avatar = 192;
const feed = { width: 720, height: 2160 };
const detail = 1600;
/** WebP ends at 16,383. */
const longest = 16_000;

type Size = Pick<OutputInfo, 'width' | 'height'>;
/** Pixels as they are, so that each variant is made of the next larger one without decoding the file again. */
export interface Raw {
  readonly data: Buffer;
  readonly info: OutputInfo;
}

/** Loaded when it is first needed. One thread: two are no faster for one picture, and other tasks need them. */
export async function loaded(): Promise<SharpConstructor> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}

/** What sharp says of a file is about its bytes. */
const refusing = <T>(work: Promise<T>): Promise<T> =>
  work.catch(() => {
    throw new FileFault('damaged');
  });

/** Variants of an uploaded picture; none is larger than the picture, so small ones have fewer. */
export async function makePicture(path: string, given: { isAvatar: boolean; animated: boolean }): Promise<MadeMedia> {
  await refuseOthers(path);
  const sharp = await loaded();
  const about = await refusing(sharp(path, { limitInputPixels: false }).metadata());
  const size = sizeOf(about);
  const frames = about.pages ?? 1;
  const animated = given.animated || frames > 1;
  const still = await decoded(sharp(path, reading), boxOf(size, detail));
  const variants = given.isAvatar
    ? [await covering(sharp, still, 'thumb.webp', thumb), await covering(sharp, still, 'avatar.webp', avatar)]
    : await shownVariants(sharp, still, { size, animated });
  if (frames > 1 && !given.isAvatar) variants.push(...(await moving(sharp, path, { size, frames })));
  return { ...asItIs, ...size, animated, thumbhash: await hashOf(sharp, still), variants };
}

/** Of a frame that ffmpeg has made: what stands for the film. */
export async function makePoster(path: string): Promise<Pick<MadeMedia, 'thumbhash' | 'variants'>> {
  const sharp = await loaded();
  const still = await decoded(sharp(path, reading), { width: 1280, height: 1280 });
  const [poster, small] = [
    await encoded(from(sharp, still), 'poster.webp'),
    await covering(sharp, still, 'posterthumb.webp', thumb),
  ];
  return { variants: [poster, small], thumbhash: await hashOf(sharp, still) };
}

const reading: SharpOptions = { limitInputPixels: mostPixels, failOn: 'error' };

/** libvips would take many more formats, and some of their readers are no match for hostile files. */
export async function refuseOthers(path: string): Promise<void> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0);
    if (!/^(\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF[^]{4}WEBP)/.test(buffer.toString('latin1')))
      throw new FileFault('unsupported');
  } finally {
    await file.close();
  }
}

/** As it is shown: turned, and one frame of it. */
function sizeOf({ width, height, pageHeight, orientation = 1 }: Metadata): Size {
  const high = pageHeight ?? height;
  if (width * high > mostPixels) throw new FileFault('too-large');
  return orientation >= 5 ? { width: high, height: width } : { width, height: high };
}

/** Long pictures keep their width, or nobody could read the text in them. */
const boxOf = ({ width, height }: Size, side: number): Size => ({
  width: side,
  height: height > 2 * width ? longest : side,
});

const isWithin = ({ width, height }: Size, box: Size): boolean => width <= box.width && height <= box.height;

async function decoded(picture: Sharp, box: Size): Promise<Raw> {
  const small = picture.autoOrient().resize({ ...box, fit: 'inside', withoutEnlargement: true });
  return refusing(small.toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true }));
}

/** Upright, and no larger than the square. */
export const decodedWithin = (sharp: SharpConstructor, path: string, side: number): Promise<Raw> =>
  decoded(sharp(path, reading), { width: side, height: side });

export const from = (sharp: SharpConstructor, { data, info }: Raw): Sharp =>
  sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });

async function shownVariants(
  sharp: SharpConstructor,
  still: Raw,
  { size, animated }: { size: Size; animated: boolean },
): Promise<MadeVariant[]> {
  const made: MadeVariant[] = [];
  if (!animated && !isWithin(size, boxOf(size, detail))) made.push(await encoded(from(sharp, still), 'detail.webp'));
  const inList = from(sharp, still).resize({ ...feed, fit: 'inside', withoutEnlargement: true });
  const small = await inList.raw().toBuffer({ resolveWithObject: true });
  if (animated || !isWithin(size, feed))
    made.push(await encoded(from(sharp, small), 'feed.webp'), await encoded(from(sharp, small), 'feed.avif'));
  if (animated || !isWithin(size, { width: thumb, height: thumb }))
    made.push(await covering(sharp, still, 'thumb.webp', thumb));
  return made;
}

/** The animation itself, where it is larger than a page shows it, and not endless. */
async function moving(
  sharp: SharpConstructor,
  path: string,
  { size, frames }: { size: Size; frames: number },
): Promise<MadeVariant[]> {
  const box = { width: detail, height: detail };
  const factor = Math.min(1, detail / size.width, detail / size.height);
  const isEndless = frames * size.width * size.height * factor ** 2 > mostMovingPixels;
  if (isEndless || isWithin(size, box)) return [];
  const all = sharp(path, { ...reading, limitInputPixels: 4 * mostMovingPixels, animated: true });
  const smaller = all.resize({ ...box, fit: 'inside' }).webp({ quality: 75, effort: 2 });
  const { data, info } = await refusing(smaller.toBuffer({ resolveWithObject: true }));
  const height = info.pageHeight ?? info.height;
  return [{ variant: 'detail.webp', type: 'image/webp', width: info.width, height, content: data }];
}

async function covering(sharp: SharpConstructor, still: Raw, variant: string, side: number): Promise<MadeVariant> {
  const cut = from(sharp, still).resize(side, side, { fit: 'cover', withoutEnlargement: true });
  return encoded(cut, variant);
}

async function encoded(picture: Sharp, variant: string): Promise<MadeVariant> {
  const isAvif = variant.endsWith('.avif');
  const written = isAvif ? picture.avif({ quality: 50, effort: 1 }) : picture.webp({ quality: 80, effort: 3 });
  const { data, info } = await written.toBuffer({ resolveWithObject: true });
  const type = isAvif ? 'image/avif' : 'image/webp';
  return { variant, type, width: info.width, height: info.height, content: data };
}

async function hashOf(sharp: SharpConstructor, still: Raw): Promise<string> {
  const { rgbaToThumbHash } = await import('thumbhash');
  const tiny = from(sharp, still).resize({ width: 100, height: 100, fit: 'inside', withoutEnlargement: true });
  const { data, info } = await tiny.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}
