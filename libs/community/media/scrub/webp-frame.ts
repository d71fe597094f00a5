import type { Size } from './picture-limits.js';
import { damaged } from './picture-refused.js';

/** How much of a chunk of pixels tells their size. */
export const frameHeadLength = { 'VP8 ': 10, VP8L: 5 };
export type FrameKind = keyof typeof frameHeadLength;

export const isFrameKind = (type: string): type is FrameKind => Object.hasOwn(frameHeadLength, type);

/** Of the first bytes of such a chunk. */
export function frameSize(kind: FrameKind, head: Buffer, length: number): Size {
  return kind === 'VP8 ' ? lossySize(head, length) : losslessSize(head);
}

function lossySize(head: Buffer, length: number): Size {
  const tag = head.readUIntLE(0, 3);
  const [isInter, profile, isShown, firstPart] = [tag & 1, (tag >> 1) & 7, (tag >> 4) & 1, tag >> 5];
  const isRight = !isInter && profile <= 3 && isShown && firstPart < length;
  if (!isRight || head.readUIntBE(3, 3) !== 0x9d012a) throw damaged('its pixels do not begin as they must');
  return { width: head.readUInt16LE(6) & 0x3fff, height: head.readUInt16LE(8) & 0x3fff };
}

function losslessSize(head: Buffer): Size {
  const bits = head.readUInt32LE(1);
  if (head[0] !== 0x2f || bits >>> 29 !== 0) throw damaged('its pixels do not begin as they must');
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}
