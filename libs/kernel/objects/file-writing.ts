import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** Fewer, larger writes: each costs a way to another thread. So much of each stream is held in memory at most. */
const batch = 128 * 1024;

/** Answers how many bytes have come. A source that breaks off is thrown on, and closed where writing fails. */
export async function fillFile(file: FileHandle, content: Uint8Array | Readable): Promise<number> {
  if (content instanceof Uint8Array) {
    await writeWhole(file, content);
    return content.length;
  }
  let size = 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  for await (const given of content as AsyncIterable<Buffer | string>) {
    const chunk = typeof given === 'string' ? Buffer.from(given) : given;
    held.push(chunk);
    size += chunk.length;
    heldBytes += chunk.length;
    if (heldBytes < batch) continue;
    await writeAll(file, held);
    [held, heldBytes] = [[], 0];
  }
  if (heldBytes > 0) await writeAll(file, held);
  return size;
}

async function writeAll(file: FileHandle, chunks: readonly Buffer[]): Promise<void> {
  const { bytesWritten } = await file.writev(chunks);
  const whole = chunks.reduce((sum, { length }) => sum + length, 0);
  if (bytesWritten < whole) await writeWhole(file, Buffer.concat(chunks).subarray(bytesWritten));
}

/** Where the file is now at; a disk may take a part of what it is given. */
async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
}
