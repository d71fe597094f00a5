import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { fillFile } from '../file-writing.js';
import type { ObjectInfo } from '../object-store.js';

/** Bytes at the end of each file, behind those of the object: what they are. So both come and go in one step. */
const tailSize = 256;

export const sizeWithoutTail = (size: number): number => Math.max(0, size - tailSize);

/** As an object is kept in a file; not before it is on the disk, whatever happens to the machine after that. */
export async function writeObject(path: string, content: Uint8Array | Readable, type: string): Promise<void> {
  const tail = tailOf({ type, etag: randomUUID().replaceAll('-', '') });
  await written(path, async (file) => {
    await fillFile(file, content);
    await fillFile(file, tail);
  });
}

/** Flushed to the disk, as above. */
export async function written<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'wx');
  try {
    const done = await work(file);
    await file.datasync();
    return done;
  } finally {
    await file.close();
  }
}

/** Null when the file is none of ours: something else that lies there, or that a crash of the machine has torn. */
export async function readInfo(file: FileHandle): Promise<ObjectInfo | null> {
  const stats = await file.stat();
  if (!stats.isFile() || stats.size < tailSize) return null;
  const size = stats.size - tailSize;
  const { buffer } = await file.read(Buffer.alloc(tailSize), 0, tailSize, size);
  const found = /^\n(.+) *\n$/.exec(buffer.toString());
  try {
    return found && { size, ...(JSON.parse(found[1]!) as { type: string; etag: string }) };
  } catch {
    return null;
  }
}

/**
 * The folder may go meanwhile, with the last other object in it. What it holds after the renaming is flushed as well: a
 * row that says an object is there must not outlive it.
 */
export async function publish(draft: string, target: string): Promise<void> {
  const folder = dirname(target);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mkdir(folder, { recursive: true });
      await rename(draft, target);
      return await flushFolder(folder);
    } catch (error) {
      if (attempt === 5 || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/** And the folders above it that are empty then, up to `root`. */
export async function removeFile(target: string, root: string): Promise<void> {
  await rm(target, { force: true });
  for (let folder = dirname(target); folder !== root; folder = dirname(folder)) {
    const isGone = await rmdir(folder).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
    );
    if (!isGone) return;
  }
}

export const isAbsence = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

export async function flushFile(path: string): Promise<void> {
  const file = await open(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** It may have gone since, with what was put there. */
async function flushFolder(path: string): Promise<void> {
  await flushFile(path).catch((error: unknown) => {
    if (!isAbsence(error)) throw error;
  });
}

function tailOf(about: { readonly type: string; readonly etag: string }): Buffer {
  const text = `\n${JSON.stringify(about)}`;
  if (Buffer.byteLength(text) > tailSize - 1) throw new Error('The type of the object is too long.');
  const tail = Buffer.alloc(tailSize, ' ');
  tail.write(text);
  tail.write('\n', tailSize - 1);
  return tail;
}
