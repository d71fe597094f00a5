import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import { Quotas } from '#kernel/quotas';
import { MediaUrls } from '../media-urls.js';
import { type MediaUsage, MediaUsageRepository } from '../media-usage.repository.js';
import { MediaUploadsRepository } from './media-uploads.repository.js';
import { checkDescription } from './upload-rules.js';

export interface OwnUsage extends MediaUsage {
  /** The community takes no more files. */
  readonly isFull: boolean;
}

/** What members may say and know of their own files. */
@Injectable()
export class OwnFilesService {
  constructor(
    private readonly rows: MediaUploadsRepository,
    private readonly usage: MediaUsageRepository,
    private readonly urls: MediaUrls,
    private readonly quotas: Quotas,
  ) {}

  async describe(ownerId: Id, url: string, description: string): Promise<string> {
    const [key, text] = [this.urls.keyOf(url), checkDescription(description)];
    // The same for somebody else's file as for none.
    if (key === null || !(await this.rows.describe(ownerId, key, text))) throw new AppError('request.not-found');
    return text;
  }

  async usageOf(memberId: Id): Promise<OwnUsage> {
    const [own, all] = [await this.usage.find(memberId), await this.usage.find()];
    const quota = this.quotas.limit('media_bytes');
    return { files: own.files, bytes: own.bytes, isFull: quota !== null && all.bytes >= quota };
  }
}
