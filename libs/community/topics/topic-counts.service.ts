import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { TopicCountsRepository } from './topic-counts.repository.js';
import { tagKey } from './topic-key.js';

/** What a post counts for: nothing, if it is gone or private. */
export interface CountedPost {
  readonly postId: Id;
  readonly authorId: Id;
  readonly tags: readonly string[];
}

@Injectable()
export class TopicCountsService {
  constructor(private readonly counts: TopicCountsRepository) {}

  /**
   * Makes the topics count the post as it is now, whatever they counted before, and makes those that are not there
   * yet. In the open unit of work, which has locked the post and no topic. Two statements, sent together.
   */
  async recount({ postId, authorId, tags }: CountedPost): Promise<void> {
    const names = new Map<string, string>(); // of two spellings, the one that came first
    for (const tag of tags) if (!names.has(tagKey(tag))) names.set(tagKey(tag), tag);
    const keys = [...names.keys()];
    await Promise.all([
      keys.length > 0 && this.counts.addMissing(keys, [...names.values()], authorId),
      this.counts.replace(postId, keys),
    ]);
  }
}
