import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError, InvalidRequest } from '#kernel/http';
import { tenantFolder, TenantObjects } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import { CommunitySettings, type Settings } from '#community/site';
import { fileTypeOf, headLength } from './file-type-of.js';
import type { MediaFigures } from '../media-object.js';
import { MediaObjectsRepository } from '../media-objects.repository.js';
import { MediaUrls } from '../media-urls.js';
import { Pictures } from './pictures.js';
import { type GivenFile, type GivenPart, unreadable } from './upload-form.js';
import { isOff, typeFor, type UploadFormat, uploadFormats, type UploadType, uploadTypes } from './upload-formats.js';

export interface Upload extends MediaFigures {
  /** With the tenant's folder. */
  readonly key: string;
  readonly kind: number;
}

interface Rules {
  readonly ownerId: Id;
  readonly settings: Settings;
}

interface Sort {
  readonly type: UploadType;
  readonly format: UploadFormat;
}

/** A file that has been read: a picture waits in memory, all else is stored already. */
type Received = Sort & ({ readonly picture: Buffer } | { readonly upload: Upload });

/**
 * Takes in files as they come. The row is there before the bytes, under a key that nobody else knows: so what a killed
 * process leaves is found by its row (`removeAbandoned`), and nothing is ever stored that no row tells of.
 */
@Injectable()
export class UploadsService {
  constructor(
    private readonly settings: CommunitySettings,
    private readonly rows: MediaObjectsRepository,
    private readonly store: TenantObjects,
    private readonly pictures: Pictures,
    private readonly urls: MediaUrls,
  ) {}

  /** The type may come before the file or after it. A refusal leaves nothing behind. */
  async take(ownerId: Id, parts: AsyncIterable<GivenPart>): Promise<Upload> {
    const rules = { ownerId, settings: await this.settings.get() };
    let type: UploadType | undefined;
    let received: Received | undefined;
    try {
      for await (const part of parts) {
        if ('type' in part) type = typeNamed(part.type, rules);
        else if (received) throw unreadable('send one file at a time');
        else received = await this.receive(part.file, type, rules);
      }
      if (!type) throw new InvalidRequest(['type must not be empty']);
      if (!received) throw unreadable('file must not be empty');
      return await this.finish(received, type, rules);
    } catch (error) {
      if (received && 'upload' in received) await this.discard(received.upload.key);
      throw error;
    }
  }

  private async receive(file: GivenFile, named: UploadType | undefined, rules: Rules): Promise<Received> {
    const format = uploadFormats.get(file.declared);
    const type = named ?? (format && typeFor(format));
    if (!format || type?.family !== format.family) throw refusedType(`${file.declared} is not allowed here`);
    if (isOff(type, rules.settings)) throw featureOff(type);
    const bytes = bounded(file.bytes, type.largest);
    if (format.family === 'picture') return { type, format, picture: await checked(await buffer(bytes), format) };
    const { head, all } = await withHead(bytes);
    await checked(head, format);
    return { type, format, upload: await this.storeStream(all, { type, format }, rules) };
  }

  private async finish(received: Received, named: UploadType, rules: Rules): Promise<Upload> {
    const { type, format } = received;
    if (named.family !== type.family) throw refusedType(`${format.contentType} is not allowed as ${named.name}`);
    if ('upload' in received) return received.upload;
    if (received.picture.length > named.largest) throw tooLarge(named.largest);
    const { bytes, width, height } = await this.pictures.clean(received.picture);
    return this.keep({ type: named, format, size: bytes.length, width, height }, rules, async (path) => {
      await this.store.put(path, bytes, { type: format.contentType });
    });
  }

  private async storeStream(bytes: AsyncIterable<Buffer>, about: Sort, rules: Rules): Promise<Upload> {
    let size = 0;
    const upload = await this.keep({ ...about, size: 0, width: 0, height: 0 }, rules, async (path, key) => {
      const counted = Readable.from(counting(bytes, (length) => (size += length)));
      await this.store.put(path, counted, { type: about.format.contentType });
      await this.rows.setFigures(key, { size, width: 0, height: 0 });
    });
    return { ...upload, size };
  }

  /** Row and bytes, or neither. */
  private async keep(
    { type, format, ...figures }: MediaFigures & Sort,
    { ownerId }: Rules,
    put: (path: string, key: string) => Promise<void>,
  ): Promise<Upload> {
    const path = pathFor(type, format);
    const key = tenantFolder(tenantScope.current()) + path;
    await this.rows.insert({ ownerId, key, kind: type.kind, contentType: format.contentType, ...figures });
    try {
      await put(path, key);
    } catch (error) {
      await this.discard(key);
      throw error;
    }
    return { key, kind: type.kind, ...figures };
  }

  /** What cannot be taken away now is found a day later; why it is, is what the caller has to tell. */
  private async discard(key: string): Promise<void> {
    await Promise.allSettled([this.store.remove(this.urls.pathOf(key))]);
    await Promise.allSettled([this.rows.removeByKey(key)]);
  }
}

function typeNamed(name: string, { settings }: Rules): UploadType {
  const type = uploadTypes.get(name);
  if (!type) throw new InvalidRequest([`type must be one of ${[...uploadTypes.keys()].join(', ')}`]);
  if (isOff(type, settings)) throw featureOff(type);
  return type;
}

/** What a client says of a file counts only if the file says the same. */
async function checked(bytes: Buffer, { contentType, found }: UploadFormat): Promise<Buffer> {
  const real = await fileTypeOf(bytes.subarray(0, headLength));
  if (!real || !found.includes(real)) throw refusedType(`the file is not ${contentType}, though it says so`);
  return bytes;
}

async function* bounded(bytes: AsyncIterable<Buffer>, largest: number): AsyncGenerator<Buffer, void> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > largest) throw tooLarge(largest);
    yield chunk;
  }
}

async function* counting(bytes: AsyncIterable<Buffer>, count: (length: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    count(chunk.length);
    yield chunk;
  }
}

/** The beginning of a stream, and still the whole of it. */
async function withHead(bytes: AsyncGenerator<Buffer, void>): Promise<{ head: Buffer; all: AsyncIterable<Buffer> }> {
  let head = Buffer.alloc(0);
  while (head.length < headLength) {
    const next = await bytes.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return { head, all: joined(head, bytes) };
}

async function* joined(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

/** Four folders, so that none holds too much, and nothing of the name that the file had. */
function pathFor({ name }: UploadType, { extension }: UploadFormat): string {
  const [first, ...rest] = randomUUID().split('-');
  return `${name}/${first!.match(/../g)!.join('/')}/${rest.join('-')}.${extension}`;
}

const refusedType = (reason: string): AppError => new AppError('upload.type-refused', { fields: [reason] });

const tooLarge = (largest: number): AppError =>
  new AppError('upload.too-large', { fields: [`file must have at most ${largest / 1024 / 1024} MiB`] });

const featureOff = ({ name }: UploadType): AppError =>
  new AppError('site.feature-off', { fields: [`this community takes no ${name}`] });
