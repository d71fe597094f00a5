import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { TopicCountsRepository } from './topic-counts.repository.js';
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
   * Makes the topics count the post as it is now, whatever they counted before, and makes those that are not there
   * yet. In the open unit of work, which has locked the post and no topic. Two statements, sent together.
   */
  async recount({ postId, authorId, tags }: CountedPost): Promise<void> {
    const names = new Map<string, string>(); // of two spellings, the one that came first
    for (const tag of tags) if (!names.has(tagKey(tag))) names.set(tagKey(tag), tag);
    const keys = [...names.keys()];
    const [, changed] = await Promise.all([
      keys.length > 0 && this.counts.addMissing(keys, [...names.values()], authorId),
      this.counts.replace(postId, keys),
    ]);
    if (changed.length) this.outbox.add(new TopicsCounted(changed.toSorted((one, other) => one - other)));
  }
}
