import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Viewer } from '#community/identity';
import { maySee } from './post-visibility.js';
import { PostsQueries } from './posts.queries.js';
import { PostsRepository, type RuledPost } from './posts.repository.js';

/** Who may do something with a post, for every room that has to do with posts. One statement each. */
@Injectable()
export class PostAccessService {
  constructor(
    private readonly posts: PostsRepository,
    private readonly queries: PostsQueries,
  ) {}

  /** What rules ask of a post that the viewer may see; with `lock`, it stays as it is until the unit of work ends. */
  async getVisible(viewer: Viewer, postId: Id, { lock = false } = {}): Promise<RuledPost> {
    const post = await this.posts.find(postId, viewer?.id ?? null, lock);
    if (!post || post.deletedAt !== null) throw new AppError('post.not-found');
    if (!maySee(viewer, post, post)) throw new AppError('member.forbidden');
    return post;
  }

  /** Whoever asks: for what its author may do even where they no longer see the post. */
  async getLocked(postId: Id): Promise<RuledPost> {
    const post = await this.posts.find(postId, null, true);
    if (!post || post.deletedAt !== null) throw new AppError('post.not-found');
    return post;
  }

  /** Those of the members who may see the post now. */
  async listReaders(postId: Id, memberIds: readonly Id[]): Promise<Id[]> {
    return memberIds.length ? this.queries.listReaders(postId, memberIds) : [];
  }
}
