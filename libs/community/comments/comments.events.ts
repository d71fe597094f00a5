import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';

/**
 * `mentionedIds`: whom the author named, never themselves. Whether each of them may see the post is to be asked when
 * they are told.
 */
export class CommentPublished extends DomainEvent {
  static override readonly type = 'comment.published';
  constructor(
    readonly commentId: Id,
    readonly postId: Id,
    readonly authorId: Id,
    readonly postAuthorId: Id,
    readonly mentionedIds: readonly Id[],
  ) {
    super();
  }
}

/** The comments behind `afterId` are still to be looked through for deleted ones. */
export class CommentPurgeReached extends DomainEvent {
  static override readonly type = 'comments.purge-reached';
  constructor(readonly afterId: Id) {
    super();
  }
}

/** `atMemberId`: whom the reply is addressed to, never its author. */
export class ReplyPublished extends DomainEvent {
  static override readonly type = 'reply.published';
  constructor(
    readonly replyId: Id,
    readonly commentId: Id,
    readonly postId: Id,
    readonly authorId: Id,
    readonly atMemberId: Id | null,
  ) {
    super();
  }
}
