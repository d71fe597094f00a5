import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { SearchIndex } from '#kernel/search-index';
import { type PostDocument, PostDocumentsQueries } from './post-documents.queries.js';

/** Brings posts into the index as they are now; private ones too, for their authors. */
@Injectable()
export class PostIndexingService {
  constructor(
    private readonly documents: PostDocumentsQueries,
    private readonly index: SearchIndex,
  ) {}

  /** Of one that is purged the index has a tombstone already. */
  async indexOne(postId: Id): Promise<void> {
    const found = await this.documents.find(postId);
    if (found) await this.put([found]);
  }

  /** Also of what is gone, which leaves a tombstone. */
  async indexAll(ids: readonly Id[]): Promise<void> {
    if (ids.length) await this.put(await this.documents.listOf(ids));
  }

  /** The next posts behind `afterId`; answers the last of them, or null when there are no more behind it. */
  async indexNext(afterId: Id, count: number): Promise<Id | null> {
    const posts = await this.documents.list(afterId, count);
    await this.put(posts);
    return posts.length < count ? null : posts.at(-1)!.id;
  }

  private async put(posts: readonly PostDocument[]): Promise<void> {
    await this.index.put(posts.filter(({ isGone }) => !isGone));
    await this.index.remove(posts.filter(({ isGone }) => isGone));
  }
}
