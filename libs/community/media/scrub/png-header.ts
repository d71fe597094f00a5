import { checkSize, type Size } from './picture-limits.js';
import { damaged } from './picture-refused.js';

export interface PngHeader extends Size {
  readonly depth: number;
  readonly colour: number;
}

export const indexed = 3;
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

export function headerOf(content: Buffer): PngHeader {
  const size = { width: content.readUInt32BE(0), height: content.readUInt32BE(4) };
  const [depth, colour, compression, filter, interlace] = [...content.subarray(8)] as [number, number, ...number[]];
  if (!depths[colour]?.includes(depth)) throw damaged('its header describes impossible colours');
  if (compression !== 0 || filter !== 0 || interlace! > 1) throw damaged('its header describes an unknown kind');
  checkSize(size);
  return { ...size, depth, colour };
}

/** Deflate makes nothing smaller than a thousandth. */
const mostDense = 1032;

/** Whether so many compressed bytes can hold all pixels. */
export const canHold = ({ width, height, depth, colour }: PngHeader, bytes: number): boolean =>
  (width * height * depth * channels[colour]!) / 8 <= bytes * mostDense;

export function isPalette(header: PngHeader, length: number): boolean {
  const entries = length / 3;
  const most = header.colour === indexed ? 2 ** header.depth : 256;
  return Number.isInteger(entries) && entries >= 1 && entries <= most && header.colour !== 0 && header.colour !== 4;
}

type Fits = (header: PngHeader, length: number, paletteEntries: number) => boolean;

const exactly =
  (wanted: number): Fits =>
  (_header, length) =>
    length === wanted;
const ofColour =
  (lengths: Readonly<Record<number, number>>): Fits =>
  (header, length) =>
    lengths[header.colour] === length;
const transparency: Fits = (header, length, paletteEntries) =>
  header.colour === indexed ? length >= 1 && length <= paletteEntries : length === { 0: 2, 2: 6 }[header.colour];

/** What tells how the pixels are meant, and how long it is. */
export const small: ReadonlyMap<string, Fits> = new Map([
  ['gAMA', exactly(4)],
  ['cHRM', exactly(32)],
  ['sRGB', exactly(1)],
  ['cICP', exactly(4)],
  ['pHYs', exactly(9)],
  ['sBIT', ofColour({ 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 })],
  ['bKGD', ofColour({ 0: 2, 2: 6, 3: 1, 4: 2, 6: 6 })],
  ['tRNS', transparency],
]);
