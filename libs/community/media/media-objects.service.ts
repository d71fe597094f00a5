import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError, type WireErrorName } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import { tenantFolder } from '#kernel/objects';
import { tenantScope } from '#kernel/scope';
import { mediaKind, type MediaFigures, type MediaObjectRow, type MediaSubject, type MediaUse } from './media-object.js';
import { MediaReleased, MediaRemoved, MediaUploaded } from './media.events.js';
import { MediaObjectsRepository } from './media-objects.repository.js';
import { MediaUrls } from './media-urls.js';
import { ShownFilesRepository } from './processing/shown-files.repository.js';
import { typeAt } from './uploads/upload-formats.js';

/** How many files that nothing uses are looked at in one transaction. */
const batch = 200;

/**
 * Which files there are, whose they are, and what shows them. A file that nothing shows any more goes, but never within
 * a request: first its row, in a task, and once that is certain its bytes, in another one.
 */
@Injectable()
export class MediaObjectsService {
  constructor(
    private readonly objects: MediaObjectsRepository,
    private readonly urls: MediaUrls,
    private readonly shown: ShownFilesRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * In the open unit of work: from now on the subject shows these files and no others, or with a `place` no others there.
   * All of them must have been uploaded by `ownerId`, or else `refusal` is thrown and nothing has changed. Two changes of
   * one subject take turns: whoever calls this has locked the subject's row.
   */
  async use(
    subject: MediaSubject,
    uses: readonly MediaUse[],
    { ownerId, refusal, place }: { ownerId: Id; refusal: WireErrorName; place?: number },
  ): Promise<void> {
    const { missing, released } = await this.objects.replaceUses(subject, uses, ownerId, place);
    if (missing.length) {
      // The same for somebody else's file as for none, so that nobody can try out addresses.
      const fields = missing.map((key) => `${this.urls.urlOf(key)} is not a file that you have uploaded`);
      throw new AppError(refusal, { fields });
    }
    this.noteReleased(released);
    // Behind the lock of the uses, so that whoever changes a file meanwhile finds what shows it.
    if (uses.length && (subject.kind === 'post' || subject.kind === 'comment'))
      await this.shown.write(subject.kind, subject.id);
  }

  /** In the open unit of work: these subjects show nothing any more. */
  async release(kind: MediaSubject['kind'], ids: readonly Id[]): Promise<void> {
    if (ids.length) this.noteReleased(await this.objects.dropUses(kind, ids));
  }

  /** The file that a block of a post shows, with the post. */
  async findByBlock(blockId: Id): Promise<{ object: MediaObjectRow; postId: Id } | null> {
    return this.objects.findByBlock(blockId);
  }

  /** In a task: those of the files that still nothing shows. */
  async removeUnused(ids: readonly Id[]): Promise<number> {
    const keys = await this.objects.removeUnused(ids, this.folder());
    if (keys.length) this.outbox.add(new MediaRemoved(keys));
    return keys.length;
  }

  /**
   * In a task: what was uploaded a day ago and never shown, or left by an upload that was killed; a batch of it, behind
   * `after`. Answers behind which the next one begins, or null.
   */
  async removeAbandoned(after: Id): Promise<Id | null> {
    const { ids, last } = await this.objects.listAbandoned(after, batch, this.folder());
    if (ids.length) await this.removeUnused(ids);
    return last;
  }

  /** In the open unit of work: takes in bytes that are stored already. `pending`: members are to see what is made of them. */
  async keep(
    ownerId: Id,
    key: string,
    { state = 'ready', ...about }: MediaFigures & { contentType: string; state?: 'pending' | 'ready' },
  ): Promise<void> {
    const kind = typeAt(this.urls.pathOf(key))?.kind ?? mediaKind.other;
    const id = await this.objects.insert({ ...about, ownerId, key, kind, state });
    if (state === 'pending') this.outbox.add(new MediaUploaded(id));
  }

  private folder(): string {
    return tenantFolder(tenantScope.current());
  }

  private noteReleased(ids: readonly Id[]): void {
    if (ids.length) this.outbox.add(new MediaReleased(ids));
  }
}
