import { Injectable } from '@nestjs/common';
import { smallestPart, TenantObjects } from '#kernel/objects';
import { variantKey } from '../media-object.js';
import { headLength } from '../uploads/file-type-of.js';
import type { UploadFormat } from '../uploads/upload-formats.js';
import { checkHead, failed } from '../uploads/upload-streams.js';
import { type PartBuffer, PartBuffers } from './part-buffers.js';
import type { RequestBytes } from './request-bytes.js';
import { ResumableUploadsRepository } from './resumable-uploads.repository.js';
import { type ResumableRow, type ResumableWay, type StoredBytes, takenOver } from './resumable-way.js';

/**
 * So many numbers of parts for each piece of a file, of which whoever has the upload takes their own: what somebody writes
 * late, who has it no more, replaces nothing. Stores count to 10,000, which is enough for 780 MiB.
 */
const numbersEach = 64;

/** Writes what requests bring into the store, and notes it: what is noted is safe, and only that is told to clients. */
@Injectable()
export class UploadPieces {
  constructor(
    private readonly rows: ResumableUploadsRepository,
    private readonly store: TenantObjects,
    private readonly buffers: PartBuffers,
  ) {}

  /** As far as the bytes go, or up to the end of the file. Answers what is stored by then. */
  async take(row: ResumableRow, format: UploadFormat, bytes: RequestBytes): Promise<StoredBytes> {
    const writing = new Writing(this.rows, this.store, this.buffers, row, format);
    try {
      await writing.takeAll(bytes);
      return writing.stored;
    } finally {
      writing.end();
    }
  }

  /** All of it under one key. Does nothing the second time. */
  async join({ incoming, parts, partsId, tail }: ResumableWay): Promise<void> {
    if (await this.store.find(incoming)) return;
    if (partsId) {
      const ordered = parts.map(({ number, etag }) => ({ number, etag }));
      await this.store.completeParts(incoming, partsId, ordered);
    } else if (!tail || !(await this.store.copy(tail.path, incoming))) throw gone();
  }
}

const gone = (): Error => new Error('What was stored of an upload is not there any more.');

/** One request that brings bytes. */
class Writing {
  stored: StoredBytes;
  private buffer?: PartBuffer;
  /** How much of the buffer is stored already. */
  private known = 0;
  private isSniffed = false;

  constructor(
    private readonly rows: ResumableUploadsRepository,
    private readonly store: TenantObjects,
    private readonly buffers: PartBuffers,
    private readonly row: ResumableRow,
    private readonly format: UploadFormat,
  ) {
    const { offset, parts, partsId, tail } = row.upload;
    this.stored = { offset, parts, partsId, tail };
    this.isSniffed = offset >= headLength;
  }

  async takeAll(bytes: RequestBytes): Promise<void> {
    for (;;) {
      const heard = await bytes.wait();
      if (heard === 'end') break;
      if (heard === 'interrupted') await this.flush();
      else await this.add(bytes);
    }
    await this.flush();
  }

  /** Whatever has happened. */
  end(): void {
    if (this.buffer) this.buffers.give(this.buffer);
    this.buffer = undefined;
  }

  private async add(bytes: RequestBytes): Promise<void> {
    await this.open(bytes);
    for (let rest = bytes.read(); rest.length > 0;) {
      const buffer = await this.open(bytes);
      if (this.reached + rest.length > this.row.upload.length)
        throw failed('more bytes come than the upload was announced with');
      rest = buffer.add(rest);
      await this.sniff(buffer);
      if (buffer.isFull || this.isWhole) await this.flush();
    }
  }

  /** A buffer that begins with what did not fill a part before. */
  private async open(bytes: RequestBytes): Promise<PartBuffer> {
    if (this.buffer) return this.buffer;
    const buffer = (this.buffer = await this.buffers.take());
    buffer.onDue = bytes.interrupt;
    const { tail } = this.stored;
    this.known = tail?.size ?? 0;
    if (!tail) return buffer;
    const opened = await this.store.open(tail.path);
    if (!opened) throw gone();
    for await (const chunk of opened.stream as AsyncIterable<Buffer>) buffer.add(chunk);
    if (buffer.used !== tail.size) throw gone();
    return buffer;
  }

  /** Refuses early what is something else than it was called. */
  private async sniff({ used, bytes }: PartBuffer): Promise<void> {
    if (this.isSniffed || (used < headLength && !this.isWhole)) return;
    await checkHead(bytes, this.format);
    this.isSniffed = true;
  }

  private async flush(): Promise<void> {
    const { buffer } = this;
    if (!buffer) return;
    if (buffer.used > this.known) {
      const isPart = buffer.used >= smallestPart || (this.isWhole && this.stored.parts.length > 0);
      await (isPart ? this.storePart(buffer) : this.storeTail(buffer));
    }
    this.end();
  }

  private async storePart({ bytes }: PartBuffer): Promise<void> {
    const { incoming, fence } = this.row.upload;
    const { parts, tail } = this.stored;
    const partsId = this.stored.partsId ?? (await this.store.beginParts(incoming, { type: this.format.contentType }));
    const number = parts.length * numbersEach + (fence % numbersEach) + 1;
    const { etag } = await this.store.putPart(incoming, partsId, number, bytes);
    const part = { number, etag, size: bytes.length };
    const isNoted = await this.note({ offset: this.reached, partsId, parts: [...parts, part], tail: null });
    if (!isNoted) throw takenOver();
    if (tail) await this.store.remove(tail.path);
  }

  /** Under a name of its own, so that the former one stays until the row names this one. */
  private async storeTail({ bytes }: PartBuffer): Promise<void> {
    const { incoming, fence } = this.row.upload;
    const { tail } = this.stored;
    const path = variantKey(incoming, `tail${fence}x${this.reached}`);
    await this.store.put(path, bytes, { type: this.format.contentType });
    const isNoted = await this.note({ ...this.stored, offset: this.reached, tail: { path, size: bytes.length } });
    if (!isNoted) await this.store.remove(path);
    if (!isNoted) throw takenOver();
    if (tail) await this.store.remove(tail.path);
  }

  private async note(stored: StoredBytes): Promise<boolean> {
    const isNoted = await this.rows.note(this.row.id, this.row.upload.fence, stored);
    if (isNoted) this.stored = stored;
    return isNoted;
  }

  private get reached(): number {
    return this.stored.offset + (this.buffer ? this.buffer.used - this.known : 0);
  }

  private get isWhole(): boolean {
    return this.reached === this.row.upload.length;
  }
}
