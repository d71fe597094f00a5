import type { Id } from '#kernel/database';
import { DomainEvent } from '#kernel/jobs';

/** The posts of this member behind `afterId` still have other names of their author in the index. */
export class AuthorPostsReached extends DomainEvent {
  static override readonly type = 'search.author-posts-reached';
  constructor(
    readonly memberId: Id,
    readonly afterId: Id,
  ) {
    super();
  }
}
