import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';

/** `mentionedIds`: whom the author named. Whether each of them may see the post is to be asked when they are told. */
export class PostPublished extends DomainEvent {
  static override readonly type = 'post.published';
  constructor(
    readonly postId: Id,
    readonly authorId: Id,
    readonly mentionedIds: readonly Id[],
  ) {
    super();
  }
}
