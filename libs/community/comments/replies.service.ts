import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import type { Member } from '#community/identity';
import { blockType, PostCommentsService } from '#community/posts';
import type { Comment } from './comment.entity.js';
import { ReplyPublished } from './comments.events.js';
import { CommentsRepository, type MadeComment } from './comments.repository.js';

export interface ReplyDraft {
  readonly commentId: Id;
  readonly content: string;
  readonly atMemberId: Id | null;
  readonly ip: string | null;
}

@Injectable()
export class RepliesService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly comments: CommentsRepository,
    private readonly posts: PostCommentsService,
    private readonly outbox: Outbox,
  ) {}

  async publish(author: Member, { commentId, content, atMemberId, ip }: ReplyDraft): Promise<MadeComment> {
    return this.db.transaction(async () => {
      const { postId } = await this.getComment(commentId);
      const post = await this.posts.getOpen(author, postId, 'reply.not-published');
      const blocks = [{ type: blockType.text, sort: 100, content }];
      const [made, counted] = await Promise.all([
        this.comments.insert({ postId, parentId: commentId, authorId: author.id, atMemberId, blocks, ip }),
        this.comments.countReplies(commentId, 1),
        this.posts.add(post),
      ]);
      if (!counted) throw noComment(); // it was removed before the post was locked
      this.outbox.add(new ReplyPublished(made.id, commentId, postId, author.id, made.atMemberId));
      return made;
    });
  }

  /** The author may, an administrator, and the author of the post it stands under. */
  async remove(member: Member, replyId: Id): Promise<void> {
    await this.db.transaction(async () => {
      const reply = await this.comments.find(replyId);
      if (!reply || reply.deletedAt !== null || reply.parentId === null) throw new AppError('reply.not-found');
      const post = await this.posts.getLocked(reply.postId);
      if (![reply.authorId, post.authorId].includes(member.id) && !member.isAdmin)
        throw new AppError('member.forbidden');
      if ((await this.comments.remove(reply.id)) === 0) throw new AppError('reply.not-found'); // somebody was faster
      await Promise.all([this.comments.countReplies(reply.parentId, -1), this.posts.remove(post, 1)]);
    });
  }

  private async getComment(id: Id): Promise<Comment> {
    const comment = await this.comments.find(id);
    if (!comment || comment.deletedAt !== null || comment.parentId !== null) throw noComment();
    return comment;
  }
}

const noComment = (): AppError => new AppError('reply.not-published', {}, 'There is no such comment.');
