import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import { tenantFolder, TenantObjects } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import type { MediaFigures, MediaState } from '../media-object.js';
import { MediaRemoved, MediaUploaded } from '../media.events.js';
import { PictureRefused } from '../scrub/picture-refused.js';
import { PictureScrubber, type PictureType } from '../scrub/picture-scrubber.js';
import { headLength } from './file-type-of.js';
import { MediaUploadsRepository, type OwnFileRow, type UploadWay } from './media-uploads.repository.js';
import { typeAt, type UploadFormat, uploadFormats, type UploadType } from './upload-formats.js';
import { UploadRoom } from './upload-room.js';
import { bounded, checked, checkHead, failed, refusedType, tooLarge } from './upload-streams.js';

export interface NewUpload {
  readonly ownerId: Id;
  readonly type: UploadType;
  readonly format: UploadFormat;
  /** Bytes that it may have; no more than its type allows are reserved. */
  readonly reserve: number;
  readonly description?: string;
  /** Of an upload whose bytes do not come with the request that begins it. */
  readonly upload?: UploadWay;
}

/** A file whose row is there, and whose bytes are not yet. */
export interface BegunUpload {
  readonly id: Id;
  readonly ownerId: Id;
  /** With the tenant's folder. */
  readonly key: string;
  /** Without it: where the bytes belong. */
  readonly path: string;
  readonly type: UploadType;
  readonly format: UploadFormat;
  readonly reserved: number;
  /** Where they lie meanwhile. */
  readonly incoming?: string;
}

/** What lies in the store, and may yet be taken away. */
export interface StoredFile extends MediaFigures {
  readonly animated: boolean;
}

export interface UploadedFile extends MediaFigures {
  readonly id: Id;
  readonly ownerId: Id;
  readonly key: string;
  readonly kind: number;
  readonly state: MediaState;
  readonly description: string;
}

/**
 * Takes files in: `begin`, then bring the bytes, then `settle`; `discard` where that fails. The row is there before the
 * bytes, under a key that nobody knows, so nothing is ever stored that no row tells of: what a killed process leaves is
 * found by its row a day later. No connection of the database is held while bytes come. Two short units of work in all.
 */
@Injectable()
export class UploadIntake {
  constructor(
    private readonly room: UploadRoom,
    private readonly db: TenantDatabase,
    private readonly rows: MediaUploadsRepository,
    private readonly store: TenantObjects,
    private readonly outbox: Outbox,
  ) {}

  /** Inserts the row and reserves its room. */
  async begin({ ownerId, type, format, reserve, description = '', upload }: NewUpload): Promise<BegunUpload> {
    const [path, reserved] = [pathFor(type, format), Math.min(reserve, type.largest)];
    const key = folder() + path;
    const row = { ownerId, key, kind: type.kind, contentType: format.contentType, reserve: reserved, description };
    const id = await this.room.reserve({ ...row, upload: upload ?? null });
    return { id, ownerId, key, path, type, format, reserved, incoming: upload?.incoming };
  }

  /** Begins where another request has stopped; null when the file is no upload that can go on. */
  resume({ id, ownerId, key, contentType, bytes, state, upload }: OwnFileRow): BegunUpload | null {
    const path = key.slice(folder().length);
    const [type, format] = [typeAt(path), uploadFormats.get(contentType)];
    if (state !== 'uploading' || !type || !format) return null;
    return { id, ownerId, key, path, type, format, reserved: bytes, incoming: upload?.incoming };
  }

  /** All at once, for bytes that come as one stream. A refusal, or a stream that breaks, leaves nothing. */
  async takeStream(begun: BegunUpload, bytes: AsyncIterable<Buffer>): Promise<UploadedFile> {
    try {
      return await this.settle(begun, await this.bring(begun, await checked(bytes, begun.format)));
    } catch (error) {
      await this.discard(begun);
      throw error;
    }
  }

  /** Bytes whose beginning is `checked`: a picture is cleaned on its way. */
  async bring(begun: BegunUpload, bytes: AsyncIterable<Buffer>, path = begun.path): Promise<StoredFile> {
    const { type, format } = begun;
    const limited = bounded(bytes, type.largest);
    if (format.family !== 'picture')
      return { size: await this.put(path, limited, format), width: 0, height: 0, animated: false };
    const scrubber = new PictureScrubber(format.contentType as PictureType);
    const size = await this.put(path, scrubber.scrub(limited), format).catch(refusePicture);
    return { size, ...scrubber.figures };
  }

  /**
   * Takes over what lies under `incoming`; of several calls only the one that has the `claim`. Refused bytes are gone;
   * when there are none yet, or the store fails, the upload is as before, and can be tried again.
   */
  async adopt(begun: BegunUpload, incoming = begun.incoming): Promise<UploadedFile> {
    if (incoming === undefined) throw new Error('This upload has no bytes of its own to adopt.');
    try {
      const stored = await (begun.format.family === 'picture'
        ? this.cleaned(begun, incoming)
        : this.copied(begun, incoming));
      if (stored) return await this.settle({ ...begun, incoming }, stored);
    } catch (error) {
      if (error instanceof AppError) await this.discard({ ...begun, incoming });
      else await this.giveBack(begun);
      throw error;
    }
    await this.giveBack(begun);
    throw failed('the file has not arrived: send it first');
  }

  /** For the one of several calls that may complete the upload; null for the others. */
  async claim(begun: BegunUpload): Promise<BegunUpload | null> {
    const path = pathFor(begun.type, begun.format);
    const key = folder() + path;
    const isOurs = await this.db.transaction(async () => {
      const claimed = await this.rows.claim(begun.id, begun.key, key);
      if (claimed?.wasClaimed) this.outbox.add(new MediaRemoved([begun.key])); // stored by a call that was killed
      return claimed !== null;
    });
    return isOurs ? { ...begun, key, path } : null;
  }

  /** What was brought to `incoming`, because its type was not named yet, comes to where files of its type are. */
  async place(begun: BegunUpload, type: UploadType): Promise<BegunUpload> {
    const path = type === begun.type ? begun.path : pathFor(type, begun.format);
    const placed = { ...begun, type, path, key: folder() + path };
    if (type !== begun.type && !(await this.rows.rekey(begun.id, begun.key, { to: placed.key, kind: type.kind })))
      throw lost();
    try {
      if (!(await this.store.copy(begun.incoming!, path))) throw lost();
    } catch (error) {
      await this.discard(placed); // nobody else knows the new key
      throw error;
    }
    return placed;
  }

  /** From now on it is a file of its owner. */
  async settle(begun: BegunUpload, stored: StoredFile, description?: string): Promise<UploadedFile> {
    const state = begun.format.family === 'archive' ? 'ready' : 'pending';
    const { id, ownerId, key, type, incoming } = begun;
    const kept = await this.db.transaction(async () => {
      const found = await this.rows.settle(id, key, { ...stored, state, description });
      if (found === undefined) throw lost();
      if (state === 'pending') this.outbox.add(new MediaUploaded(id));
      if (incoming) this.outbox.add(new MediaRemoved([folder() + incoming]));
      return found;
    });
    const { size, width, height } = stored;
    return { id, ownerId, key, kind: type.kind, size, width, height, state, description: kept };
  }

  /**
   * Row, room and bytes of an upload that came to nothing. First the row, with a task that removes the bytes should this
   * process die: what another call has taken over stays. What fails here is left to be swept.
   */
  async discard({ id, key, path, incoming }: BegunUpload): Promise<void> {
    const all = [path, ...(incoming ? [incoming] : [])];
    try {
      const { rival } = await this.db.transaction(async () => {
        const found = await this.rows.discard(id, key);
        if (found.isGone) this.outbox.add(new MediaRemoved(all.map((one) => folder() + one)));
        return found;
      });
      if (rival === null) await this.store.remove(...all);
      else if (rival !== key) await this.store.remove(path);
    } catch {
      // Why the upload failed is what the caller has to tell.
    }
  }

  private async giveBack({ id, key }: BegunUpload): Promise<void> {
    await Promise.allSettled([this.rows.release(id, key)]);
  }

  private async cleaned(begun: BegunUpload, incoming: string): Promise<StoredFile | null> {
    const opened = await this.store.open(incoming);
    if (!opened) return null;
    try {
      if (opened.size > begun.reserved) throw tooLarge(begun.reserved);
      return await this.bring(begun, await checked(opened.stream as AsyncIterable<Buffer>, begun.format));
    } finally {
      opened.stream.destroy();
    }
  }

  /** Checked after it is copied: what lies under `incoming`, the client could change in between. */
  private async copied({ path, format, reserved }: BegunUpload, incoming: string): Promise<StoredFile | null> {
    if (!(await this.store.copy(incoming, path))) return null;
    const found = await this.store.find(path);
    if (!found?.size) throw refusedType('the file is empty');
    if (found.size > reserved) throw tooLarge(reserved);
    const head = await this.store.open(path, { first: 0, last: Math.min(found.size, headLength) - 1 });
    if (!head) throw new Error('What was copied is not there.');
    await checkHead(await buffer(head.stream), format);
    return { size: found.size, width: 0, height: 0, animated: false };
  }

  /** Answers how many bytes they were. A store may wrap what its source has thrown, so that is kept apart. */
  private async put(path: string, bytes: AsyncIterable<Buffer>, { contentType }: UploadFormat): Promise<number> {
    let size = 0;
    let cause: unknown;
    async function* counted() {
      try {
        for await (const chunk of bytes) {
          size += chunk.length;
          yield chunk;
        }
      } catch (error) {
        cause = error;
        throw error;
      }
    }
    try {
      // One piece at a time: there may be hundreds of uploads.
      await this.store.put(path, Readable.from(counted(), { highWaterMark: 1 }), { type: contentType });
    } catch (error) {
      throw cause ?? error;
    }
    return size;
  }
}

const folder = (): string => tenantFolder(tenantScope.current());

function refusePicture(error: unknown): never {
  if (!(error instanceof PictureRefused)) throw error;
  const code = error.reason === 'too-many-pixels' ? 'upload.too-large' : 'upload.type-refused';
  throw new AppError(code, { fields: [error.message] });
}

const lost = (): AppError => failed('the upload took too long: send the file again');

export const newIncoming = (): string => `incoming/${randomUUID()}`;

/** Four folders, so that none holds too much, and nothing of the name that the file had. */
function pathFor({ name }: UploadType, { extension }: UploadFormat): string {
  const [first, ...rest] = randomUUID().split('-');
  return `${name}/${first!.match(/../g)!.join('/')}/${rest.join('-')}.${extension}`;
}
