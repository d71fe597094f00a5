import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member } from '#community/identity';
import { PostAccessService } from './post-access.service.js';
import type { Post } from './post.entity.js';
import { PostsRepository } from './posts.repository.js';

const mostComments = 1000;

/** What comments do to the post they stand under. Each begins by locking it, so that they take turns. */
@Injectable()
export class PostCommentsService {
  constructor(
    private readonly access: PostAccessService,
    private readonly posts: PostsRepository,
  ) {}

  /** The post, locked, if this member may add a comment or reply; `full` is what is said when it has too many. */
  async getOpen(member: Member, postId: Id, full: 'comment.too-many' | 'reply.not-published'): Promise<Post> {
    const post = await this.access.getVisible(member, postId, { lock: true });
    if (post.isLock) throw new AppError('post.locked');
    if (post.commentCount >= mostComments)
      throw new AppError(full, {}, `A post has at most ${mostComments} comments and replies.`);
    return post;
  }

  async getLocked(postId: Id): Promise<Post> {
    return this.access.getLocked(postId);
  }

  /** Counts one more, and brings the post forward in the timelines. */
  async add({ id }: Post): Promise<void> {
    await this.posts.addComment(id);
  }

  async remove({ id }: Post, count: number): Promise<void> {
    await this.posts.removeComments(id, count);
  }
}
