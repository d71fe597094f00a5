import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import { PostAccessService } from '#community/posts';
import { CommentsRepository } from './comments.repository.js';

@Injectable()
export class CommentHighlightsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly comments: CommentsRepository,
    private readonly posts: PostAccessService,
  ) {}

  /** Only the author of the post may, administrators neither. Answers whether the comment is highlighted now. */
  async toggle(member: Member, commentId: Id): Promise<boolean> {
    return this.db.transaction(async () => {
      const comment = await this.comments.find(commentId, member.id);
      if (!comment || comment.parentId !== null) throw new AppError('comment.highlight-failed');
      const post = await this.posts.getLocked(comment.postId, 'comment.highlight-failed');
      if (post.authorId !== member.id) throw new AppError('member.forbidden');
      const highlighted = await this.comments.toggleEssence(comment.id);
      if (highlighted === null) throw new AppError('comment.highlight-failed');
      return highlighted;
    });
  }
}
