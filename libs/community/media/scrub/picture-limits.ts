import { PictureRefused, damaged } from './picture-refused.js';

/** A phone of these years takes 48 million. */
export const mostPixels = 50_000_000;
export const longestSide = 16_384;
export const mostFrames = 1000;
/** Of all frames together, each as large as the whole picture. */
export const mostMovingPixels = 4 * mostPixels;
/** A colour profile; those for print take up to three million. */
export const mostProfileBytes = 4 * 1024 * 1024;

/** What is read of an Exif block at most; a segment of a JPEG holds no more. */
export const mostExifBytes = 65_535;

export interface Size {
  readonly width: number;
  readonly height: number;
}

const millions = (pixels: number): string => (pixels / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 });

export function checkSize({ width, height }: Size, longest = longestSide): void {
  if (!width || !height) throw damaged('it has no pixels');
  if (Math.max(width, height) > longest) {
    throw tooMany(`The picture is ${width} x ${height} pixels large; a side may have at most ${longest}.`);
  }
  if (width * height > mostPixels) {
    throw tooMany(
      `The picture has ${millions(width * height)} million pixels; at most ${millions(mostPixels)} are taken.`,
    );
  }
}

export function checkFrames({ width, height }: Size, frames: number): void {
  if (frames > mostFrames) throw tooMany(`The animation has more than ${mostFrames} frames.`);
  if (frames > 1 && width * height * frames > mostMovingPixels) {
    throw tooMany(`The frames of the animation have more than ${millions(mostMovingPixels)} million pixels together.`);
  }
}

export function checkProfile(bytes: number): void {
  if (bytes > mostProfileBytes) throw damaged('its colour profile is too large');
}

const tooMany = (message: string): PictureRefused => new PictureRefused('too-many-pixels', message);
