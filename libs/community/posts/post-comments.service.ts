import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import { Signals } from '#kernel/signals';
import type { Member } from '#community/identity';
import { CommunitySettings } from '#community/site';
import { PostAccessService } from './post-access.service.js';
import { commentsSignal } from './post-signals.js';
import { visibility } from './post-visibility.js';
import { PostCounted } from './posts.events.js';
import { PostsRepository, type RuledPost } from './posts.repository.js';

/** What comments do to the post they stand under. Each begins by locking it, so that they take turns. */
@Injectable()
export class PostCommentsService {
  constructor(
    private readonly access: PostAccessService,
    private readonly posts: PostsRepository,
    private readonly settings: CommunitySettings,
    private readonly outbox: Outbox,
    private readonly signals: Signals,
  ) {}

  /** The post, locked, if this member may add a comment or reply; `full` is what is said when it has too many. */
  async getOpen(member: Member, postId: Id, full: 'comment.too-many' | 'reply.not-published'): Promise<RuledPost> {
    const post = await this.access.getVisible(member, postId, { lock: true });
    if (post.isLock) throw new AppError('post.locked');
    const { maxCommentCount } = await this.settings.get();
    if (post.commentCount >= maxCommentCount)
      throw new AppError(full, {}, `A post has at most ${maxCommentCount} comments and replies.`);
    return post;
  }

  async getLocked(postId: Id): Promise<RuledPost> {
    return this.access.getLocked(postId);
  }

  /** Counts one more, and brings the post forward in the timelines; who adds a comment tells of it. */
  async add({ id, visibility: level }: RuledPost): Promise<void> {
    await this.posts.addComment(id);
    if (level === visibility.everybody) this.signals.giveAfterCommit(commentsSignal(id));
  }

  async remove({ id }: RuledPost, count: number): Promise<void> {
    await this.posts.removeComments(id, count);
    this.outbox.add(new PostCounted(id));
  }
}
