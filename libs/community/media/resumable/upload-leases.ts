import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import { MediaUploadsRepository, type OwnFileRow } from '../uploads/media-uploads.repository.js';
import { ResumableUploadsRepository } from './resumable-uploads.repository.js';
import { isResumable, type ResumableRow } from './resumable-way.js';
import { pause, Watch } from './waiting.js';

/** Who holds an upload looks so often whether somebody asks for it. */
const lookEvery = 1_000;
/** And has so long to store what it has; whose process is dead never does. */
const giveWayWithin = 2_500;
const askEvery = 100;

/**
 * One request at a time has an upload, over all processes. A client whose connection broke comes again at once, while
 * the request of before may not know yet: so whoever comes later gets the upload, and whoever has it is asked to give way
 * first. No connection of the database is held for it: each change of the row counts only with the number of who took it
 * last.
 */
@Injectable()
export class UploadLeases {
  constructor(
    private readonly leases: ResumableUploadsRepository,
    private readonly rows: MediaUploadsRepository,
  ) {}

  /** The upload, from now on ours, or the file that has come of it. */
  async take(ownerId: Id, id: Id): Promise<ResumableRow | OwnFileRow> {
    for (let waited = 0; ; waited += askEvery) {
      const taken = await this.leases.take(ownerId, id, { byForce: waited >= giveWayWithin });
      if (taken) return taken;
      const found = await this.rows.findOwn(ownerId, id);
      if (!found || (found.state === 'uploading' && !isResumable(found))) throw new AppError('request.not-found');
      if (found.state !== 'uploading') return found;
      await this.leases.ask(ownerId, id);
      await pause(askEvery);
    }
  }

  async giveBack({ id, upload: { fence } }: ResumableRow): Promise<void> {
    await this.leases.giveBack(id, fence);
  }

  /** While the work goes on, `giveWay` is called once somebody else asks for the upload, or has it. */
  async watched<T>({ id, upload: { fence } }: ResumableRow, giveWay: () => void, work: () => Promise<T>): Promise<T> {
    // Where asking fails, the next note tells.
    const ask = () => this.leases.isUndisputed(id, fence).catch(() => true);
    const watch = new Watch(lookEvery, ask, giveWay);
    try {
      return await work();
    } finally {
      watch.stop();
    }
  }
}
