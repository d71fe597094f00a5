import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';

/**
 * `mentionedIds`: whom the author named. Whether each of them may see the post is to be asked when they are told.
 * `movesTopics`: whether the post counts for other topics than before.
 */
export class PostPublished extends DomainEvent {
  static override readonly type = 'post.published';
  constructor(
    readonly postId: Id,
    readonly authorId: Id,
    readonly mentionedIds: readonly Id[],
    readonly movesTopics: boolean,
  ) {
    super();
  }
}

/** Its text, files or topics are others now; `mentionedIds` as above, of all whom it names now. */
export class PostEdited extends DomainEvent {
  static override readonly type = 'post.edited';
  constructor(
    readonly postId: Id,
    readonly authorId: Id,
    readonly mentionedIds: readonly Id[],
    readonly movesTopics: boolean,
  ) {
    super();
  }
}

export class PostVisibilityChanged extends DomainEvent {
  static override readonly type = 'post.visibility-changed';
  constructor(
    readonly postId: Id,
    readonly movesTopics: boolean,
  ) {
    super();
  }
}

/** It was put first or not any more, which moves it in lists; or locked, highlighted. What it says is the same. */
export class PostMarked extends DomainEvent {
  static override readonly type = 'post.marked';
  constructor(
    readonly postId: Id,
    readonly movesInLists: boolean,
  ) {
    super();
  }
}

/** It has more or fewer stars, collections, comments, or posts that repeat or quote it. */
export class PostCounted extends DomainEvent {
  static override readonly type = 'post.counted';
  constructor(readonly postId: Id) {
    super();
  }
}

/** `deletedBy` is its author or an administrator. */
export class PostDeleted extends DomainEvent {
  static override readonly type = 'post.deleted';
  constructor(
    readonly postId: Id,
    readonly authorId: Id,
    readonly deletedBy: Id,
    readonly movesTopics: boolean,
  ) {
    super();
  }
}

/** Deleted long ago, their rows are gone now. */
export class PostsPurged extends DomainEvent {
  static override readonly type = 'posts.purged';
  constructor(readonly postIds: readonly Id[]) {
    super();
  }
}

/** The posts behind `afterId` are still to be looked through for deleted ones. */
export class PostPurgeReached extends DomainEvent {
  static override readonly type = 'posts.purge-reached';
  constructor(readonly afterId: Id) {
    super();
  }
}

/** `postId` repeats or quotes `quotedId`. */
export class PostQuoted extends DomainEvent {
  static override readonly type = 'post.quoted';
  constructor(
    readonly postId: Id,
    readonly quotedId: Id,
    readonly authorId: Id,
  ) {
    super();
  }
}
