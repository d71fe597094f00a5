import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { WireErrorName } from '#kernel/http';

/** What shows files: a post, a comment, or a member's picture. */
export interface MediaSubject {
  readonly kind: 'post' | 'comment' | 'avatar';
  readonly id: Id;
}

export interface MediaUse {
  /** The object's key, with the tenant's folder. */
  readonly key: string;
  /** The block that shows it; 0 for a member's picture. */
  readonly blockId: Id;
}

export interface MediaObjectRow {
  readonly id: Id;
  readonly ownerId: Id;
  readonly key: string;
  readonly contentType: string;
  readonly size: number;
}

@Injectable()
export class MediaObjectsService {
  /**
   * In the open unit of work: from now on the subject shows these files and no others. All of them must have been
   * uploaded by `ownerId`, or else `refusal` is thrown. Files that nothing shows any more are removed by a task.
   */
  async use(
    _subject: MediaSubject,
    _uses: readonly MediaUse[],
    _by: { ownerId: Id; refusal: WireErrorName },
  ): Promise<void> {
    throw new Error('Files cannot be claimed yet.');
  }

  /** In the open unit of work: these subjects show nothing any more. */
  async release(_kind: MediaSubject['kind'], _ids: readonly Id[]): Promise<void> {
    throw new Error('Files cannot be released yet.');
  }

  /** The file that a block of a post shows, with the post. */
  async findByBlock(_blockId: Id): Promise<{ object: MediaObjectRow; postId: Id } | null> {
    throw new Error('Files cannot be found yet.');
  }
}
