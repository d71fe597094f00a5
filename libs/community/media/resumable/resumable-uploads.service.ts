import { Injectable } from '@nestjs/common';
import { Clock, type Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import { CommunitySettings } from '#community/site';
import { MediaUploadsRepository, type OwnFileRow } from '../uploads/media-uploads.repository.js';
import { UploadClaims } from '../uploads/upload-claims.js';
import { type BegunUpload, newIncoming, type UploadedFile, UploadIntake } from '../uploads/upload-intake.js';
import { checkDescription, sortAnnounced } from '../uploads/upload-rules.js';
import { failed } from '../uploads/upload-streams.js';
import type { RequestBytes } from './request-bytes.js';
import {
  expirySeconds,
  isResumable,
  type ResumableRow,
  type ResumableWay,
  type StoredBytes,
  UploadRefused,
} from './resumable-way.js';
import { UploadPieces } from './upload-pieces.js';
import { pause } from './waiting.js';

/** Another request may be completing the same upload. */
const completingTakes = 10_000;
const lookEvery = 200;

export interface AnnouncedUpload {
  readonly type: string;
  readonly contentType: string;
  readonly description: string;
  readonly length: number;
}

/** Large files that come in several requests, to whichever process. All that is known of them is in their rows. */
@Injectable()
export class ResumableUploadsService {
  constructor(
    private readonly settings: CommunitySettings,
    private readonly intake: UploadIntake,
    private readonly claims: UploadClaims,
    private readonly rows: MediaUploadsRepository,
    private readonly pieces: UploadPieces,
    private readonly clock: Clock,
  ) {}

  /** `held`: bytes come with the same request, whose lease it is. */
  async begin(ownerId: Id, announced: AnnouncedUpload, { held }: { held: boolean }): Promise<ResumableRow> {
    const { length } = announced;
    if (length === 0) throw failed('file must not be empty');
    const sort = sortAnnounced({ ...announced, size: length }, await this.settings.get());
    const description = checkDescription(announced.description);
    const upload: ResumableWay = {
      ...{ how: 'resumable', incoming: newIncoming(), length },
      ...{ offset: 0, partsId: null, parts: [], tail: null },
      ...{ fence: 1, ...(held && { held }), expires: this.inADay() },
    };
    const { id } = await this.intake.begin({ ownerId, ...sort, reserve: length, description, upload });
    const found = await this.rows.findOwn(ownerId, id);
    if (!found || !isResumable(found)) throw new Error('An upload is gone that was just begun.');
    return found;
  }

  async find(ownerId: Id, id: Id): Promise<OwnFileRow> {
    const found = await this.rows.findOwn(ownerId, id);
    if (!found || (found.state === 'uploading' && !isResumable(found))) throw new AppError('request.not-found');
    return found;
  }

  /** Answers what is stored by then; a file that is something else than it was called is gone at once. */
  async take(row: ResumableRow, bytes: RequestBytes): Promise<StoredBytes> {
    const begun = this.begunOf(row);
    try {
      return await this.pieces.take(row, begun.format, bytes);
    } catch (error) {
      if (error instanceof AppError && error.code === 'upload.type-refused') await this.intake.discard(begun);
      throw error;
    }
  }

  /** When all bytes are there: makes a file of them, and answers that, however often it is called. */
  async complete(row: ResumableRow): Promise<OwnFileRow> {
    const claimed = await this.intake.claim(this.begunOf(row));
    if (!claimed) return this.untilCompleted(row);
    const file = await this.claims.keep(claimed, () => this.joined(row, claimed));
    return { ...row, ...file, upload: null };
  }

  private async joined({ id, upload }: ResumableRow, claimed: BegunUpload): Promise<UploadedFile> {
    try {
      await this.pieces.join(upload);
    } catch (error) {
      await this.rows.release(id, claimed.key);
      throw error;
    }
    return this.intake.adopt(claimed);
  }

  /** Nothing is left of it, once the task that removes the bytes is done. */
  async discard(row: ResumableRow): Promise<void> {
    await this.intake.discard(this.begunOf(row));
    const left = await this.rows.findOwn(row.ownerId, row.id);
    if (left?.state === 'uploading') throw new AppError('server.busy');
  }

  private async untilCompleted({ ownerId, id }: ResumableRow): Promise<OwnFileRow> {
    for (let waited = 0; waited < completingTakes; waited += lookEvery) {
      const found = await this.find(ownerId, id);
      if (found.state !== 'uploading') return found;
      await pause(lookEvery);
    }
    throw new UploadRefused('upload.failed', 423, 'this upload is just being completed: ask again in a moment');
  }

  private begunOf(row: ResumableRow): BegunUpload {
    const begun = this.intake.resume(row);
    if (!begun) throw new AppError('request.not-found');
    return begun;
  }

  private inADay(): string {
    return new Date(this.clock.now().getTime() + expirySeconds * 1000).toISOString();
  }
}
