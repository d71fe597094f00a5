import type { Sharp, SharpConstructor } from 'sharp';
import type { CardLetter, CardPicture } from './card.js';
import type { Drawn, Writer } from './written.js';

const mostPixels = 50_000_000;

interface Frame {
  readonly width: number;
  readonly height: number;
  /** The corners: of the left side, and of the right one. */
  readonly radii: readonly [left: number, right: number];
}

/** libvips would take many more formats, and some of their readers are no match for hostile files. */
const isTaken = (bytes: Uint8Array): boolean =>
  /^(\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF[^]{4}WEBP)/.test(
    Buffer.from(bytes.subarray(0, 12)).toString('latin1'),
  );

/** Filling the frame, its corners cut; null if nothing can be made of it. */
export async function framed(sharp: SharpConstructor, picture: CardPicture, frame: Frame): Promise<Buffer | null> {
  const { width, height } = frame;
  const source = opened(sharp, picture, Math.max(width, height));
  if (!source) return null;
  try {
    const filled = await source
      .resize(width, height, { fit: 'cover', position: 'svg' in picture ? 'centre' : 'attention' })
      .toColourspace('srgb')
      .flatten({ background: '#ffffff' })
      .png({ compressionLevel: 1 })
      .toBuffer();
    const mask = Buffer.from(shape(frame, '#fff'));
    return await sharp(filled)
      .ensureAlpha()
      .composite([{ input: mask, blend: 'dest-in' }])
      .png({ compressionLevel: 1 })
      .toBuffer();
  } catch {
    return null;
  }
}

function opened(sharp: SharpConstructor, picture: CardPicture, side: number): Sharp | null {
  if ('svg' in picture) return sharp(Buffer.from(picture.svg), { density: (72 * side) / 128 });
  if (!isTaken(picture.bytes)) return null;
  return sharp(picture.bytes, { limitInputPixels: mostPixels, failOn: 'error' }).autoOrient();
}

/** A rectangle with other corners on its left than on its right. */
export function shape({ width: w, height: h, radii: [l, r] }: Frame, fill: string): string {
  const path =
    `M${l} 0H${w - r}A${r} ${r} 0 0 1 ${w} ${r}V${h - r}A${r} ${r} 0 0 1 ${w - r} ${h}` +
    `H${l}A${l} ${l} 0 0 1 0 ${h - l}V${l}A${l} ${l} 0 0 1 ${l} 0Z`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><path d="${path}" fill="${fill}"/></svg>`;
}

interface Emblem {
  readonly side: number;
  readonly radius: number;
}

/** A square picture, or the letter that stands for it. */
export async function emblem(
  sharp: SharpConstructor,
  writer: Writer,
  of: CardPicture | CardLetter,
  { side, radius }: Emblem,
): Promise<Buffer | null> {
  const frame: Frame = { width: side, height: side, radii: [radius, radius] };
  if (!('letter' in of)) return framed(sharp, of, frame);
  const ground = sharp(Buffer.from(shape(frame, of.ground)));
  const text = await writer.drawable(of.letter);
  const letter = await writer.line(
    text,
    { size: Math.round(side * 0.56), weight: 'Bold', colour: '#ffffff' },
    side * 2,
  );
  return ground
    .composite(letter ? [inMiddle(letter, side)] : [])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

const inMiddle = ({ input, width, height }: Drawn, side: number) => ({
  input,
  left: Math.max(0, Math.round((side - width) / 2)),
  top: Math.max(0, Math.round((side - height) / 2)),
});
