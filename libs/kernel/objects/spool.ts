import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fillFile } from './file-writing.js';

/** A stream that has come to its end: to be read as often as it takes to hand it on. */
export interface Spooled {
  readonly size: number;
  /** From the beginning, each time. */
  read(): Readable;
}

const prefix = 'object-';

/**
 * Where a stream waits until its length is known, for a store wants to be told that first. Its file has no name any
 * more once it is open, so nothing is left of it, however the process ends.
 */
export class Spool {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'spool');
  }

  async use<T>(content: Readable, work: (spooled: Spooled) => Promise<T>): Promise<T> {
    const file = await this.nameless();
    try {
      const size = await fillFile(file, content);
      return await work({ size, read: () => Readable.from(readFrom(file, size), { objectMode: false }) });
    } finally {
      await file.close();
    }
  }

  /** Of a process that was killed in between of making a file and taking its name away. */
  async sweep(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names) if (name.startsWith(prefix)) await rm(join(this.folder, name), { force: true });
  }

  private async nameless(): Promise<FileHandle> {
    const path = join(this.folder, prefix + randomUUID());
    const file = await open(path, 'wx+', 0o600).catch(async () => {
      await mkdir(this.folder, { recursive: true });
      return open(path, 'wx+', 0o600);
    });
    await rm(path, { force: true });
    return file;
  }
}

/** A stream of the file itself would close it when it ends. */
async function* readFrom(file: FileHandle, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(64 * 1024), 0, 64 * 1024, at);
    if (bytesRead === 0) throw new Error('The spool has become shorter.');
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
