import { crc32 } from 'node:zlib';

/** A segment with its marker and length. */
export function jpegSegment(code: number, content: Buffer): Buffer {
  const length = content.length + 2;
  return Buffer.concat([Buffer.from([0xff, code, length >> 8, length & 255]), content]);
}

/** SOI, each segment (a scan with its pixels), EOI. For files without restarts and fill bytes. */
export function jpegSegments(jpeg: Buffer): Buffer[] {
  const parts = [jpeg.subarray(0, 2)];
  for (let at = 2; jpeg[at + 1] !== 0xd9;) {
    let end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (jpeg[at + 1] === 0xda) while (jpeg[end] !== 0xff || jpeg[end + 1] === 0) end += 1;
    parts.push(jpeg.subarray(at, end));
    at = end;
  }
  return [...parts, jpeg.subarray(-2)];
}

/** With its length and check sum. */
export function pngChunk(type: string, content: Buffer): Buffer {
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), content, Buffer.alloc(4)]);
  chunk.writeUInt32BE(content.length);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}

/** The signature, then each chunk. */
export function pngChunks(png: Buffer): Buffer[] {
  const chunks = [png.subarray(0, 8)];
  for (let at = 8; at < png.length;) {
    const end = at + 12 + png.readUInt32BE(at);
    chunks.push(png.subarray(at, end));
    at = end;
  }
  return chunks;
}

export const pngHeader = (width: number, height: number, colours: readonly number[] = [8, 2, 0, 0, 0]): Buffer => {
  const content = Buffer.from([...Array<number>(8).fill(0), ...colours]);
  content.writeUInt32BE(width);
  content.writeUInt32BE(height, 4);
  return pngChunk('IHDR', content);
};

/** With its length, and made even. */
export function riffChunk(type: string, content: Buffer): Buffer {
  const head = Buffer.from(`${type}0000`, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

export const riff = (chunks: readonly Buffer[]): Buffer =>
  riffChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));

/** Each with its head; of a WebP or of a frame of one, given without its own head. */
export function riffChunks(content: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < content.length;) {
    const length = content.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    chunks.push(content.subarray(at, end));
    at = end;
  }
  return chunks;
}
