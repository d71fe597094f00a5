import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';

/** What a post counts for: nothing, if it is gone or private. */
export interface CountedPost {
  readonly postId: Id;
  readonly authorId: Id;
  readonly tags: readonly string[];
}

@Injectable()
export class TopicCountsService {
  /** Makes the topics count the post as it is now, whatever they counted before. In the open unit of work. */
  async recount(post: CountedPost): Promise<void> {
    throw new Error(`Topics cannot be counted yet: ${post.postId}.`);
  }
}
