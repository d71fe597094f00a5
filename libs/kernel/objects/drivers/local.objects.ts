import { randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, copyFile, type FileHandle, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '#kernel/config';
import { fillFile } from '../file-writing.js';
import { checkedKey, isObjectKey } from '../object-key.js';
import { ObjectPasses } from '../object-passes.js';
import {
  type ByteRange,
  type FormRules,
  type ListedObject,
  type ObjectInfo,
  type ObjectPart,
  ObjectStore,
  type OpenObject,
  type SignedForm,
  type SignedReading,
  smallestPart,
} from '../object-store.js';
import { dispositionOf } from '../saving.js';
import {
  flushFile,
  isAbsence,
  publish,
  readInfo,
  removeFile,
  sizeWithoutTail,
  writeObject,
  written,
} from './local-file.js';

/** In the folder of an object's parts: what it will be. */
const begun = 'begun';

/** In a folder of this machine: each object a file under its key, which ends with what describes the object. */
@Injectable()
export class LocalObjectStore extends ObjectStore implements OnModuleInit {
  readonly needsDoor = true;
  private readonly root: string;
  private readonly drafts: string;
  private readonly parts: string;
  private isPrepared = false;

  constructor(
    { dataDir }: Pick<Config, 'dataDir'>,
    private readonly passes: ObjectPasses,
  ) {
    super();
    this.root = join(dataDir, 'objects');
    this.drafts = join(this.root, '.new'); // beside the objects, so that a rename does not cross file systems
    this.parts = join(this.root, '.parts');
  }

  get place(): string {
    return `the folder ${this.root}`;
  }

  async check(): Promise<void> {
    await mkdir(this.drafts, { recursive: true });
    await access(this.drafts, constants.W_OK);
  }

  onModuleInit(): Promise<void> {
    return this.sweep();
  }

  async put(key: string, content: Uint8Array | Readable, { type }: { type: string }): Promise<void> {
    const target = this.path(key);
    await this.drafted(async (draft) => {
      await writeObject(draft, content, type);
      await publish(draft, target);
    });
  }

  async find(key: string): Promise<ObjectInfo | null> {
    const file = await this.openFile(key);
    if (!file) return null;
    try {
      return await readInfo(file);
    } finally {
      await file.close();
    }
  }

  async open(key: string, range?: ByteRange): Promise<OpenObject | null> {
    const file = await this.openFile(key);
    const info = file && (await readInfo(file));
    if (!info) return (await file?.close()) ?? null;
    const { first, last } = range ?? { first: 0, last: info.size };
    if (info.size > first) {
      const stream = file.createReadStream({ start: first, end: Math.min(last, info.size - 1) });
      return { ...info, stream };
    }
    await file.close();
    return { ...info, stream: Readable.from([]) };
  }

  async copy(from: string, to: string): Promise<boolean> {
    const [source, target] = [this.path(from), this.path(to)];
    try {
      await this.drafted(async (draft) => {
        await copyFile(source, draft, constants.COPYFILE_FICLONE);
        await flushFile(draft);
        await publish(draft, target);
      });
      return true;
    } catch (error) {
      if (isAbsence(error) && !(await this.find(from))) return false;
      throw error;
    }
  }

  async remove(...keys: readonly string[]): Promise<void> {
    for (const path of keys.map((key) => this.path(key))) await removeFile(path, this.root);
  }

  async beginParts(key: string, { type }: { type: string }): Promise<string> {
    const id = randomUUID();
    const text = Buffer.from(JSON.stringify({ key: checkedKey(key), type }));
    await mkdir(join(this.parts, id), { recursive: true });
    try {
      await written(join(this.parts, id, begun), (file) => fillFile(file, text));
    } catch (error) {
      await this.abortParts(key, id);
      throw error;
    }
    return id;
  }

  async putPart(key: string, id: string, number: number, content: Uint8Array): Promise<ObjectPart> {
    await this.begunAs(key, id);
    const part = { number, etag: randomUUID() };
    await written(this.partPath(id, part), (file) => fillFile(file, content));
    return part;
  }

  async completeParts(key: string, id: string, parts: readonly ObjectPart[]): Promise<void> {
    const { type } = await this.begunAs(key, id);
    const files = parts.toSorted((a, b) => a.number - b.number).map((part) => this.partPath(id, part));
    const sizes = await Promise.all(files.map(sizeOf));
    if (sizes.includes(null)) throw new Error('A part of the object was never brought.');
    if (sizes.slice(0, -1).some((size) => size! < smallestPart)) throw new Error('A part of the object is too small.');
    await this.put(key, Readable.from(joined(files), { objectMode: false }), { type });
    await this.abortParts(key, id);
  }

  async abortParts(_key: string, id: string): Promise<void> {
    if (isUuid(id)) await rm(join(this.parts, id), { recursive: true, force: true });
  }

  async *listBegun(prefix: string): AsyncIterable<{ key: string; id: string; begunAt: Date }> {
    for (const id of await namesIn(this.parts)) {
      const found = await this.readBegun(id);
      if (found?.key.startsWith(prefix)) yield { key: found.key, id, begunAt: found.begunAt };
    }
  }

  async *list(prefix: string): AsyncIterable<ListedObject> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    if (folder && !isObjectKey(folder.slice(0, -1))) return;
    yield* this.walk(folder, prefix);
  }

  async signForm(key: string, rules: FormRules, origin: string): Promise<SignedForm> {
    return { url: `${origin}/objects`, fields: this.passes.form(checkedKey(key), rules) };
  }

  async signReading(key: string, reading: SignedReading, origin: string): Promise<string> {
    dispositionOf(reading.saveAs); // or it is no name
    return `${origin}/objects/${checkedKey(key)}?${this.passes.reading(key, reading)}`;
  }

  /** Nothing is left of a draft that did not become an object. */
  private async drafted(work: (draft: string) => Promise<void>): Promise<void> {
    const draft = join(this.drafts, randomUUID());
    try {
      if (!this.isPrepared) await mkdir(this.drafts, { recursive: true });
      this.isPrepared = true;
      await work(draft);
    } catch (error) {
      this.isPrepared = false; // perhaps somebody has emptied the folder
      await rm(draft, { force: true });
      throw error;
    }
  }

  /** What a killed process left; other processes may be at work on the younger ones. */
  private async sweep(): Promise<void> {
    const yesterday = Date.now() - 24 * 3_600_000;
    for (const path of (await namesIn(this.drafts)).map((name) => join(this.drafts, name))) {
      const changed = await stat(path).catch(unlessGone(null));
      if (changed && changed.mtimeMs < yesterday) await rm(path, { force: true });
    }
    for (const id of await namesIn(this.parts)) {
      const changed = await stat(join(this.parts, id)).catch(unlessGone(null));
      if (changed && changed.mtimeMs < yesterday && !(await this.readBegun(id))) await this.abortParts('', id);
    }
  }

  private async begunAs(key: string, id: string): Promise<{ type: string }> {
    const found = isUuid(id) ? await this.readBegun(id) : null;
    if (!found) throw new Error('These parts were never begun.');
    if (found.key !== key) throw new Error('These parts are of another object.');
    return found;
  }

  /** Null also for what a kill or a full disk has torn: nobody was told of it. */
  private async readBegun(id: string): Promise<{ key: string; type: string; begunAt: Date } | null> {
    const file = join(this.parts, id, begun);
    try {
      const [text, { mtime }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
      return { ...(JSON.parse(text) as { key: string; type: string }), begunAt: mtime };
    } catch (error) {
      if (isAbsence(error) || error instanceof SyntaxError) return null;
      throw error;
    }
  }

  private partPath(id: string, { number, etag }: ObjectPart): string {
    if (!isUuid(etag) || !Number.isInteger(number) || number < 1) throw new Error('There is no such part.');
    return join(this.parts, id, `${number}.${etag}`);
  }

  private async *walk(folder: string, prefix: string): AsyncIterable<ListedObject> {
    const entries = await readdir(join(this.root, folder), { withFileTypes: true }).catch(unlessGone([]));
    for (const entry of entries) {
      const key = folder + entry.name;
      if (!isObjectKey(key) || !(`${key}/`.startsWith(prefix) || key.startsWith(prefix))) continue;
      if (entry.isDirectory()) yield* this.walk(`${key}/`, prefix);
      else {
        const found = await stat(join(this.root, key)).catch(unlessGone(null));
        if (found) yield { key, size: sizeWithoutTail(found.size), changedAt: found.mtime };
      }
    }
  }

  private async openFile(key: string): Promise<FileHandle | null> {
    try {
      return await open(this.path(key));
    } catch (error) {
      if (isAbsence(error)) return null;
      throw error;
    }
  }

  private path(key: string): string {
    return join(this.root, checkedKey(key));
  }
}

const isUuid = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text);

/** What is not there, or goes meanwhile, is nothing; of a folder that cannot be read nobody knows what it holds. */
const unlessGone =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (isAbsence(error)) return instead;
    throw error;
  };

const sizeOf = (file: string): Promise<number | null> => stat(file).then(({ size }) => size, unlessGone(null));

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(unlessGone([]));

async function* joined(files: readonly string[]): AsyncGenerator<Buffer> {
  for (const file of files) yield* createReadStream(file) as AsyncIterable<Buffer>;
}
