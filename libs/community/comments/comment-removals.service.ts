import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import { MediaObjectsService } from '#community/media';
import { PostAccessService, PostCommentsService, type RuledPost } from '#community/posts';
import { CommentVotesRepository } from './comment-votes.repository.js';
import { CommentsRepository, type RemovedComments, type RuledComment } from './comments.repository.js';

/** A comment or reply may be removed by its author, an administrator, and the author of the post it stands under. */
@Injectable()
export class CommentRemovalsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly comments: CommentsRepository,
    private readonly votes: CommentVotesRepository,
    private readonly access: PostAccessService,
    private readonly posts: PostCommentsService,
    private readonly media: MediaObjectsService,
  ) {}

  /** Its replies go with it. */
  async removeComment(member: Member, commentId: Id): Promise<void> {
    await this.db.transaction(async () => {
      const comment = await this.comments.find(commentId, member.id);
      if (!isLive(comment) || comment.parentId !== null) throw new AppError('comment.not-found');
      const post = await this.getPost(member, comment, 'comment.not-found');
      const removed = await this.comments.remove(comment.id);
      if (!removed.ids.length) throw new AppError('comment.not-found'); // somebody was faster
      await Promise.all([this.posts.remove(post, removed.ids.length), this.forget(removed)]);
    });
  }

  async removeReply(member: Member, replyId: Id): Promise<void> {
    await this.db.transaction(async () => {
      const reply = await this.comments.find(replyId, member.id);
      if (!isLive(reply) || reply.parentId === null) throw new AppError('reply.not-found');
      const post = await this.getPost(member, reply, 'reply.not-found');
      const removed = await this.comments.remove(reply.id);
      if (!removed.ids.length) throw new AppError('reply.not-found'); // somebody was faster
      const counted = [this.comments.countReplies(reply.parentId, -1), this.posts.remove(post, 1)];
      await Promise.all([...counted, this.forget(removed)]);
    });
  }

  /** Locked; when it is gone by now, so is what stood under it. */
  private async getPost(
    member: Member,
    { postId, authorId }: RuledComment,
    missing: 'comment.not-found' | 'reply.not-found',
  ): Promise<RuledPost> {
    const post = await this.access.getLocked(postId, missing);
    if (![authorId, post.authorId].includes(member.id) && !member.isAdmin) throw new AppError('member.forbidden');
    return post;
  }

  private async forget({ ids, hadFiles }: RemovedComments): Promise<void> {
    await Promise.all([this.votes.remove(ids), hadFiles && this.media.release('comment', ids)]);
  }
}

const isLive = (comment: RuledComment | null): comment is RuledComment =>
  comment !== null && comment.deletedAt === null;
