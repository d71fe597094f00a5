import { AppError } from '#kernel/http';
import type { ObjectPart } from '#kernel/objects';
import type { OwnFileRow, UploadWay } from '../uploads/media-uploads.repository.js';

export interface StoredPart extends ObjectPart {
  readonly size: number;
}

/** What of an upload is stored, and noted: `offset` bytes, in `parts` and behind them in `tail`. */
export interface StoredBytes {
  readonly offset: number;
  /** Of the store, once a part was brought. */
  readonly partsId: string | null;
  readonly parts: readonly StoredPart[];
  /** Too short for a part: the next request begins with it. */
  readonly tail: { readonly path: string; readonly size: number } | null;
}

/** Column `upload` of a resumable upload: all that a process needs to go on with it. */
export interface ResumableWay extends UploadWay, StoredBytes {
  readonly how: 'resumable';
  readonly incoming: string;
  /** Bytes in all, as the client has announced. */
  readonly length: number;
  /** Counts who has held the upload; only the last one may note anything. */
  readonly fence: number;
  /** Somebody holds it. */
  readonly held?: true;
  /** Somebody else asks for it. */
  readonly wanted?: true;
  /** ISO 8601. Bytes that come put it off. */
  readonly expires: string;
}

export interface ResumableRow extends OwnFileRow {
  readonly upload: ResumableWay;
}

/** An upload, or the file that has come of it. */
export type UploadRow = OwnFileRow;

/** An upload has so long between two requests that bring something. */
export const expirySeconds = 24 * 3600;

export const isResumable = (row: OwnFileRow): row is ResumableRow =>
  row.state === 'uploading' && row.upload?.how === 'resumable';

/** A refusal under the HTTP status that the protocol asks for. */
export class UploadRefused extends AppError {
  constructor(
    code: AppError['code'],
    private readonly http: number,
    said: string,
  ) {
    super(code, { fields: [said] });
  }

  override get status(): number {
    return this.http;
  }
}

/** Another request has this upload now; what was stored until then is safe. */
export const takenOver = (): UploadRefused =>
  new UploadRefused('upload.failed', 423, 'another request goes on with this upload');
