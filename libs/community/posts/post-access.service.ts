import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError, type WireErrorName } from '#kernel/http';
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
    const post = there(await this.posts.find(postId, viewer?.id ?? null, lock));
    if (!maySee(viewer, post, post)) throw new AppError('member.forbidden');
    return post;
  }

  /** Whoever asks: for what its author may do even where they no longer see the post. `missing`: said of one that is gone. */
  async getLocked(postId: Id, missing?: WireErrorName): Promise<RuledPost> {
    return there(await this.posts.find(postId, null, true), missing);
  }

  /** As it is at this moment, whoever asks. */
  async get(postId: Id): Promise<RuledPost> {
    return there(await this.posts.find(postId, null, false));
  }

  /** Those of the members who may see the post now. */
  async listReaders(postId: Id, memberIds: readonly Id[]): Promise<Id[]> {
    return memberIds.length ? this.queries.listReaders(postId, memberIds) : [];
  }
}

function there(post: RuledPost | null, missing: WireErrorName = 'post.not-found'): RuledPost {
  if (!post || post.deletedAt !== null) throw new AppError(missing);
  return post;
}
