import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { checkedKey, isObjectKey } from '../object-key.js';
import { type ByteRange, type ObjectInfo, ObjectStore, type OpenObject } from '../object-store.js';

/** Ends the name of the file that describes an object; no key holds this character. */
const about = '~';

/** In a folder of this machine: each object a file of the same name, beside it a small one that describes it. */
@Injectable()
export class LocalObjectStore extends ObjectStore {
  private readonly root: string;
  private readonly halfDone: string;

  constructor({ dataDir }: Config) {
    super();
    this.root = join(dataDir, 'objects');
    this.halfDone = join(this.root, '.new'); // beside the objects, so that a rename does not cross file systems
  }

  async put(key: string, content: Uint8Array | Readable, { type }: { type: string }): Promise<void> {
    const target = this.path(key);
    await mkdir(this.halfDone, { recursive: true });
    const draft = join(this.halfDone, randomUUID());
    try {
      const { size, etag } = await write(draft, content);
      await write(draft + about, Buffer.from(JSON.stringify({ type, size, etag })));
      await mkdir(dirname(target), { recursive: true });
      await rename(draft + about, target + about); // first: an object is there once its bytes are
      await rename(draft, target);
    } catch (error) {
      await Promise.all([rm(draft, { force: true }), rm(draft + about, { force: true })]);
      throw error;
    }
  }

  async find(key: string): Promise<ObjectInfo | null> {
    const file = await this.openFile(this.path(key));
    if (!file) return null;
    await file.close();
    return this.describe(key);
  }

  async open(key: string, range?: ByteRange): Promise<OpenObject | null> {
    const file = await this.openFile(this.path(key));
    if (!file) return null;
    const info = await this.describe(key).catch(() => null);
    if (!info) return file.close().then(() => null);
    return { ...info, stream: file.createReadStream(range && { start: range.first, end: range.last }) };
  }

  async remove(key: string): Promise<void> {
    const target = this.path(key);
    await rm(target, { force: true });
    await rm(target + about, { force: true });
  }

  async *list(prefix: string): AsyncIterable<string> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    if (folder && !isObjectKey(folder.slice(0, -1))) return;
    yield* this.walk(folder, prefix);
  }

  private async *walk(folder: string, prefix: string): AsyncIterable<string> {
    const entries = await readdir(join(this.root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const key = folder + entry.name;
      if (!isObjectKey(key) || !(`${key}/`.startsWith(prefix) || key.startsWith(prefix))) continue;
      if (entry.isDirectory()) yield* this.walk(`${key}/`, prefix);
      else yield key;
    }
  }

  private async describe(key: string): Promise<ObjectInfo> {
    return JSON.parse(await readFile(this.path(key) + about, 'utf8')) as ObjectInfo;
  }

  private async openFile(path: string) {
    try {
      const file = await open(path);
      if ((await file.stat()).isFile()) return file;
      await file.close();
      return null;
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
      throw error;
    }
  }

  private path(key: string): string {
    return join(this.root, checkedKey(key));
  }
}

/** Not before the bytes are on the disk: what is renamed into place after this is whole, whatever happens. */
async function write(path: string, content: Uint8Array | Readable): Promise<{ size: number; etag: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  const source = content instanceof Readable ? content : Readable.from([Buffer.from(content)]);
  // Opened before anything is read: a source that breaks off at once must not have its file made after the clean-up.
  const file = await open(path, 'wx');
  await pipeline(source, measured, file.createWriteStream({ flush: true }));
  return { size, etag: hash.digest('hex').slice(0, 32) };
}
