import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { checkedKey, isObjectKey } from '../object-key.js';
import {
  type ByteRange,
  type ListedObject,
  type ObjectInfo,
  type ObjectPart,
  ObjectStore,
  type OpenObject,
  type SignedForm,
} from '../object-store.js';

/** Ends the name of the file that describes an object; no key holds this character. */
const about = '~';
/** In the folder of an object's parts: what it will be. */
const begun = 'begun';

/** In a folder of this machine: each object a file of the same name, beside it a small one that describes it. */
@Injectable()
export class LocalObjectStore extends ObjectStore {
  private readonly root: string;
  private readonly halfDone: string;
  private readonly parts: string;

  constructor({ dataDir }: Config) {
    super();
    this.root = join(dataDir, 'objects');
    this.halfDone = join(this.root, '.new'); // beside the objects, so that a rename does not cross file systems
    this.parts = join(this.root, '.parts');
  }

  async put(key: string, content: Uint8Array | Readable, { type }: { type: string }): Promise<void> {
    const target = this.path(key);
    await mkdir(this.halfDone, { recursive: true });
    const draft = join(this.halfDone, randomUUID());
    try {
      const { size, etag } = await write(draft, content);
      await write(draft + about, Buffer.from(JSON.stringify({ type, size, etag })));
      await this.publish(draft, target);
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

  async copy(from: string, to: string): Promise<boolean> {
    const [source, target] = [this.path(from), this.path(to)];
    const draft = join(this.halfDone, randomUUID());
    await mkdir(this.halfDone, { recursive: true });
    try {
      await copyFile(source, draft, constants.COPYFILE_FICLONE);
      await copyFile(source + about, draft + about);
      await this.publish(draft, target);
      return true;
    } catch (error) {
      await Promise.all([rm(draft, { force: true }), rm(draft + about, { force: true })]);
      if (isAbsence(error)) return false;
      throw error;
    }
  }

  async remove(...keys: readonly string[]): Promise<void> {
    for (const target of keys.map((key) => this.path(key))) {
      await rm(target, { force: true });
      await rm(target + about, { force: true });
    }
  }

  async beginParts(key: string, { type }: { type: string }): Promise<string> {
    const id = randomUUID();
    checkedKey(key);
    await mkdir(join(this.parts, id), { recursive: true });
    await write(join(this.parts, id, begun), Buffer.from(JSON.stringify({ key, type })));
    return id;
  }

  async putPart(key: string, id: string, number: number, content: Uint8Array): Promise<ObjectPart> {
    await this.begunAs(key, id);
    const draft = join(this.parts, id, randomUUID());
    const { etag } = await write(draft, content);
    await rename(draft, join(this.parts, id, String(number)));
    return { number, etag };
  }

  async completeParts(key: string, id: string, parts: readonly ObjectPart[]): Promise<void> {
    const { type } = await this.begunAs(key, id);
    const files = parts.map(({ number }) => join(this.parts, id, String(number)));
    await this.put(key, Readable.from(joined(files)), { type });
    await rm(join(this.parts, id), { recursive: true, force: true });
  }

  async abortParts(_key: string, id: string): Promise<void> {
    if (isPartsId(id)) await rm(join(this.parts, id), { recursive: true, force: true });
  }

  async *listBegun(prefix: string): AsyncIterable<{ key: string; id: string; begunAt: Date }> {
    for (const id of await readdir(this.parts).catch(() => [])) {
      const file = join(this.parts, id, begun);
      const [text, about] = await Promise.all([readFile(file, 'utf8'), stat(file)]).catch(() => []);
      if (text === undefined || about === undefined) continue;
      const { key } = JSON.parse(text) as { key: string };
      if (key.startsWith(prefix)) yield { key, id, begunAt: about.mtime };
    }
  }

  async signForm(): Promise<SignedForm> {
    throw new Error('Not yet.');
  }

  async signReading(): Promise<string> {
    throw new Error('Not yet.');
  }

  async *list(prefix: string): AsyncIterable<ListedObject> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    if (folder && !isObjectKey(folder.slice(0, -1))) return;
    yield* this.walk(folder, prefix);
  }

  /** First what describes it: an object is there once its bytes are. */
  private async publish(draft: string, target: string): Promise<void> {
    await mkdir(dirname(target), { recursive: true });
    await rename(draft + about, target + about);
    await rename(draft, target);
  }

  private async begunAs(key: string, id: string): Promise<{ type: string }> {
    if (!isPartsId(id)) throw new Error('These parts were never begun.');
    const found = JSON.parse(await readFile(join(this.parts, id, begun), 'utf8')) as { key: string; type: string };
    if (found.key !== key) throw new Error('These parts are of another object.');
    return found;
  }

  private async *walk(folder: string, prefix: string): AsyncIterable<ListedObject> {
    const entries = await readdir(join(this.root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const key = folder + entry.name;
      if (!isObjectKey(key) || !(`${key}/`.startsWith(prefix) || key.startsWith(prefix))) continue;
      if (entry.isDirectory()) yield* this.walk(`${key}/`, prefix);
      else {
        const found = await stat(join(this.root, key)).catch(() => null); // it may go meanwhile
        if (found) yield { key, size: found.size, changedAt: found.mtime };
      }
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
      if (isAbsence(error)) return null;
      throw error;
    }
  }

  private path(key: string): string {
    return join(this.root, checkedKey(key));
  }
}

const isAbsence = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

const isPartsId = (id: string): boolean => /^[0-9a-f-]{36}$/.test(id);

async function* joined(files: readonly string[]): AsyncGenerator<Buffer> {
  for (const file of files) yield* createReadStream(file) as AsyncIterable<Buffer>;
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
