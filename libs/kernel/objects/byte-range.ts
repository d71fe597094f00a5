import type { ByteRange } from './object-store.js';

/**
 * The part that a Range header asks for: null for the whole, as for anything but one range of bytes (RFC 9110 lets a
 * server ignore those), `none` when the object has no such bytes.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'none' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (!match || (!match[1] && !match[2])) return null;
  if (!match[1]) return suffix(Number(match[2]), size);
  const first = Number(match[1]);
  const last = match[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
  if (match[2] && Number(match[2]) < first) return null;
  return first < size ? { first, last } : 'none';
}

function suffix(length: number, size: number): ByteRange | 'none' {
  return length > 0 && size > 0 ? { first: Math.max(0, size - length), last: size - 1 } : 'none';
}
