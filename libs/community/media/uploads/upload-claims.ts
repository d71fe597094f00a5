import { Injectable } from '@nestjs/common';
import { Watch } from '../resumable/waiting.js';
import { MediaUploadsRepository } from './media-uploads.repository.js';
import type { BegunUpload } from './upload-intake.js';

/** Keeps the claims of this process while it completes uploads: those of a killed one run out soon. */
@Injectable()
export class UploadClaims {
  /** Milliseconds; a claim lasts several times as long. */
  protected readonly renewEvery: number = 15_000;

  constructor(private readonly rows: MediaUploadsRepository) {}

  async keep<T>({ id, key }: Pick<BegunUpload, 'id' | 'key'>, work: () => Promise<T>): Promise<T> {
    // Where renewing fails, the next time may do. Whose claim is lost can settle nothing: its key is not the file's any more.
    const renew = () => this.rows.renew(id, key).catch(() => true);
    const watch = new Watch(this.renewEvery, renew, () => undefined);
    try {
      return await work();
    } finally {
      watch.stop();
    }
  }
}
