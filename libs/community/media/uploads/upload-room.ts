import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { Quotas } from '#kernel/quotas';
import { MediaUploadsRepository, type NewUploadRow } from './media-uploads.repository.js';
import { largestFile } from './upload-formats.js';
import { failed } from './upload-streams.js';

const MB = 1024 * 1024;
/** A member's uploads whose bytes come apart from the request that began them. */
const mostWaiting = 20;

/** Reserves room for files that are to come: of the community's, and no more of it than one member may hold. */
@Injectable()
export class UploadRoom {
  constructor(
    private readonly quotas: Quotas,
    private readonly db: TenantDatabase,
    private readonly rows: MediaUploadsRepository,
  ) {}

  /**
   * Inserts the row. Not durable: all uploads of a community take turns at its row of usage, and would do so for the
   * length of a flush. A crash of the server that takes this away takes the upload along, since `settle` finds no row then.
   */
  async reserve(row: NewUploadRow): Promise<Id> {
    const quota = this.quotas.limit('media_bytes');
    return this.db.transaction(
      async () => {
        const begun = await this.rows.begin(row, quota);
        if (begun.id === null) throw full(begun.used, quota!, row.reserve);
        // Counted afterwards: the member's row of usage is locked by now, so that two calls count one after the other.
        const { waiting, reserved } = await this.rows.countUnfinished(row.ownerId);
        if (row.upload && row.upload.how !== 'form' && waiting > mostWaiting)
          throw failed(`you have ${mostWaiting} unfinished uploads: complete one of them first`);
        const share = shareOf(quota);
        if (reserved > share) throw overShare(share);
        await this.quotas.noteBooked('media_bytes', begun.used + row.reserve);
        return begun.id;
      },
      { isDurable: false },
    );
  }
}

/** Bytes that the unfinished uploads of one member may hold, so that nobody shuts the others out by announcements. */
const shareOf = (quota: number | null): number => (quota === null ? Infinity : Math.max(quota / 4, largestFile));

function full(used: number, quota: number, needed: number): AppError {
  const [taken, all, more] = [used, quota, needed].map((bytes) => Math.ceil(bytes / MB));
  return new AppError('upload.quota-exceeded', {
    fields: [`the files of this community take ${taken} of ${all} MB, so that ${more} MB more do not fit`],
    ...{ quota: 'media_bytes', used, limit: quota },
  });
}

function overShare(share: number): AppError {
  const most = Math.floor(share / MB);
  return new AppError('upload.quota-exceeded', {
    fields: [`your unfinished uploads may hold ${most} MB in all: complete one of them first`],
  });
}
