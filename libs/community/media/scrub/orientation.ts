import type { Size } from './picture-limits.js';

/** How a picture lies, as Exif counts: 1 as it is shown, 5 to 8 with its sides changed over. */
export type Orientation = number;

const orientationTag = 0x0112;
const short = 3;
const entryLength = 12;
export const exifPrefix = Buffer.from('Exif\0\0', 'latin1');

/** Of an Exif block, without its prefix or with it; 1 where nothing sensible is said. */
export function orientationOf(block: Buffer): Orientation {
  const exif = block.toString('latin1', 0, 5) === 'Exif\0' ? block.subarray(exifPrefix.length) : block;
  const order = exif.toString('latin1', 0, 4);
  const isLittle = order === 'II*\0';
  if ((!isLittle && order !== 'MM\0*') || exif.length < 8) return 1;
  const read = (at: number): number => (isLittle ? exif.readUInt16LE(at) : exif.readUInt16BE(at));
  const start = isLittle ? exif.readUInt32LE(4) : exif.readUInt32BE(4);
  if (start + 2 > exif.length) return 1;
  const end = Math.min(start + 2 + read(start) * entryLength, exif.length);
  for (let at = start + 2; at + entryLength <= end; at += entryLength) {
    if (read(at) === orientationTag) return read(at + 2) === short ? sensible(read(at + 8)) : 1;
  }
  return 1;
}

const sensible = (value: number): Orientation => (value >= 1 && value <= 8 ? value : 1);

export const minimalExifLength = 26;

/** An Exif block that says this and nothing else, without prefix. */
export function minimalExif(orientation: Orientation): Buffer {
  const exif = Buffer.alloc(minimalExifLength);
  exif.write('MM\0*', 'latin1');
  exif.writeUInt32BE(8, 4);
  exif.writeUInt16BE(1, 8);
  exif.writeUInt16BE(orientationTag, 10);
  exif.writeUInt16BE(short, 12);
  exif.writeUInt32BE(1, 14);
  exif.writeUInt16BE(orientation, 18);
  return exif;
}

export const turned = ({ width, height }: Size, orientation: Orientation): Size =>
  orientation >= 5 ? { width: height, height: width } : { width, height };
