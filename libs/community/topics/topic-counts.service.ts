import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { TopicCountsRepository, type WantedTopic } from './topic-counts.repository.js';
import { tagKey } from './topic-key.js';
import { TopicsCounted } from './topics.events.js';

/** What a post counts for: nothing, if it is gone or private. */
export interface CountedPost {
  readonly postId: Id;
  readonly authorId: Id;
  readonly tags: readonly string[];
}

@Injectable()
export class TopicCountsService {
  constructor(
    private readonly counts: TopicCountsRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Makes the topics count these posts as they are now, whatever they counted before, and makes those that are not there
   * yet. In the open unit of work, which has locked the posts and no topic. Two statements, sent together.
   */
  async recount(posts: readonly CountedPost[]): Promise<void> {
    if (!posts.length) return;
    const wanted = new Map<string, WantedTopic>(); // of two spellings, the one that came first
    for (const { authorId, tags } of posts.toSorted((one, other) => one.postId - other.postId))
      for (const name of tags) {
        const key = tagKey(name);
        if (!wanted.has(key)) wanted.set(key, { key, name, creatorId: authorId });
      }
    const counted = posts.map(({ postId, tags }) => ({ postId, keys: [...new Set(tags.map(tagKey))] }));
    const [, changed] = await Promise.all([
      wanted.size > 0 && this.counts.addMissing([...wanted.values()]),
      this.counts.replace(counted),
    ]);
    if (changed.length) this.outbox.add(new TopicsCounted(changed.toSorted((one, other) => one - other)));
  }
}
