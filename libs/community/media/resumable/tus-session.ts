import type { Upload } from '@tus/server';
import type { Id } from '#kernel/database';
import { AppError, InvalidRequest } from '#kernel/http';
import type { OwnFileRow } from '../uploads/media-uploads.repository.js';
import type { RequestBytes } from './request-bytes.js';
import type { ResumableUploadsService } from './resumable-uploads.service.js';
import { expirySeconds, isResumable, takenOver } from './resumable-way.js';
import type { UploadLeases } from './upload-leases.js';

/** What the protocol asks its store for, for one request of a member. The upload is the row's id. */
export class TusSession {
  /** As it was last seen, or what has become of it. */
  row?: OwnFileRow;
  private isHeld = false;

  constructor(
    private readonly ownerId: Id,
    /** Of the request; the library is given none. */
    private readonly bytes: RequestBytes,
    private readonly leases: UploadLeases,
    private readonly uploads: ResumableUploadsService,
  ) {}

  async take(id: string): Promise<void> {
    this.row = await this.leases.take(this.ownerId, idFrom(id));
    this.isHeld = isResumable(this.row);
  }

  async giveBack(): Promise<void> {
    if (!this.isHeld || !this.row || !isResumable(this.row)) return;
    this.isHeld = false;
    await this.leases.giveBack(this.row);
  }

  async create(upload: Upload, { held }: { held: boolean }): Promise<void> {
    const { type, filetype, description } = upload.metadata ?? {};
    if (!type || !filetype) throw new InvalidRequest(['Upload-Metadata must say type and filetype']);
    const contentType = filetype.split(';', 1)[0]!.trim().toLowerCase();
    const announced = { type, contentType, description: description ?? '', length: upload.size ?? 0 };
    this.row = await this.uploads.begin(this.ownerId, announced, { held });
    this.isHeld = held;
    upload.id = String(this.row.id);
  }

  /** All bytes may be there, and no file yet: then whoever was about to complete it did not come to it. */
  async describe(): Promise<Pick<Upload, 'id' | 'size' | 'offset' | 'creation_date' | 'metadata'>> {
    const row = await this.completed();
    const metadata = { filetype: row.contentType };
    if (!isResumable(row))
      return { id: String(row.id), size: row.size, offset: row.size, creation_date: undefined, metadata };
    const { length, offset, expires } = row.upload;
    const creation_date = new Date(Date.parse(expires) - expirySeconds * 1000).toISOString();
    return { id: String(row.id), size: length, offset, creation_date, metadata };
  }

  /** Answers the new offset. */
  async write(): Promise<number> {
    const row = this.known();
    if (!isResumable(row)) return row.size;
    let mustGiveWay = false;
    const giveWay = () => {
      mustGiveWay = true;
      this.bytes.stop();
    };
    const stored = await this.leases.watched(row, giveWay, () => this.uploads.take(row, this.bytes));
    this.row = { ...row, upload: { ...row.upload, ...stored } };
    if (stored.offset === row.upload.length) await this.completed();
    else if (mustGiveWay) throw takenOver();
    return stored.offset;
  }

  async remove(): Promise<void> {
    const row = this.known();
    if (!isResumable(row)) throw new InvalidRequest(['this upload is completed: its file stays']);
    await this.uploads.discard(row);
  }

  private async completed(): Promise<OwnFileRow> {
    const row = this.known();
    if (isResumable(row) && row.upload.offset === row.upload.length) this.row = await this.uploads.complete(row);
    return this.row!;
  }

  private known(): OwnFileRow {
    if (!this.row) throw new Error('No upload is known yet.');
    return this.row;
  }
}

export function idFrom(text: string): Id {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new AppError('request.not-found');
  return Number(text);
}
