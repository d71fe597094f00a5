import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError, type ErrorName } from '#kernel/http';
import type { Member } from '#community/identity';
import { PostAccessService } from '#community/posts';
import { CommentVotesRepository } from './comment-votes.repository.js';
import { CommentsRepository } from './comments.repository.js';

/** What is voted on, with everything the request says of where it stands: all of it must be true. */
export interface VoteTarget {
  readonly postId: Id;
  readonly commentId: Id;
  readonly replyId: Id | null;
}

@Injectable()
export class CommentVotesService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly comments: CommentsRepository,
    private readonly votes: CommentVotesRepository,
    private readonly posts: PostAccessService,
  ) {}

  /** Votes, changes the vote or takes it back; `missing` is what is said when there is no such target. */
  async cast(member: Member, target: VoteTarget, vote: 1 | -1, missing: ErrorName): Promise<void> {
    await this.db.transaction(async () => {
      const found = await this.comments.find(target.replyId ?? target.commentId, member.id, { lock: true });
      const parentId = target.replyId === null ? null : target.commentId;
      const stands = found && found.deletedAt === null && found.postId === target.postId && found.parentId === parentId;
      if (!stands) throw new AppError(missing);
      await this.posts.getVisible(member, found.postId);
      if (found.isBlocked && !member.isAdmin) throw new AppError('relation.blocked');
      await this.votes.cast(found.id, member.id, vote);
    });
  }
}
