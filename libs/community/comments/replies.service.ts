import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import type { Member } from '#community/identity';
import { blockType, PostCommentsService, type RequestKey, type RuledPost } from '#community/posts';
import { CommentAdditionsService } from './comment-additions.service.js';
import { ReplyPublished } from './comments.events.js';
import { CommentsRepository, type MadeComment, type RuledComment } from './comments.repository.js';

export interface ReplyDraft {
  readonly commentId: Id;
  readonly content: string;
  readonly atMemberId: Id | null;
  readonly ip: string | null;
  readonly request?: RequestKey;
}

@Injectable()
export class RepliesService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly comments: CommentsRepository,
    private readonly posts: PostCommentsService,
    private readonly additions: CommentAdditionsService,
    private readonly outbox: Outbox,
  ) {}

  async publish(author: Member, { commentId, content, ...draft }: ReplyDraft): Promise<MadeComment> {
    return this.db.transaction(async () => {
      const comment = await this.getComment(author, commentId);
      const post = await this.getPost(author, comment);
      if (comment.isBlocked && !author.isAdmin) throw new AppError('relation.blocked');
      const blocks = [{ type: blockType.text, sort: 100, content }];
      const made = await this.additions.add(post, { ...draft, parentId: commentId, authorId: author.id, blocks });
      if (!made.isNew) return made;
      if (!(await this.comments.countReplies(commentId, 1))) throw noComment(); // removed before the post was locked
      this.outbox.add(new ReplyPublished(made.id, commentId, comment.postId, author.id, made.atMemberId));
      return made;
    });
  }

  /** Locked; when it is gone by now, so is what stood under it. */
  private async getPost(author: Member, { postId }: RuledComment): Promise<RuledPost> {
    try {
      return await this.posts.getOpen(author, postId, 'reply.not-published');
    } catch (error) {
      throw error instanceof AppError && error.code === 'post.not-found' ? noComment() : error;
    }
  }

  private async getComment(author: Member, id: Id): Promise<RuledComment> {
    const comment = await this.comments.find(id, author.id);
    if (!comment || comment.deletedAt !== null || comment.parentId !== null) throw noComment();
    return comment;
  }
}

const noComment = (): AppError => new AppError('reply.not-published', {}, 'There is no such comment.');
