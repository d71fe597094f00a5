import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError, type Page } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import type { Member, Viewer } from '#community/identity';
import { MembersService } from '#community/members';
import { type NewBlock, PostCommentsService } from '#community/posts';
import type { CommentCard } from './comment-card.js';
import { CommentPublished } from './comments.events.js';
import { CommentsQueries, type CommentStyle } from './comments.queries.js';
import { CommentsRepository, type MadeComment } from './comments.repository.js';

export interface CommentDraft {
  readonly postId: Id;
  readonly blocks: readonly NewBlock[];
  readonly mentions: readonly string[];
  readonly ip: string | null;
}

export interface CommentList {
  readonly cards: readonly CommentCard[];
  readonly total: number;
}

@Injectable()
export class CommentsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly comments: CommentsRepository,
    private readonly queries: CommentsQueries,
    private readonly posts: PostCommentsService,
    private readonly members: MembersService,
    private readonly outbox: Outbox,
  ) {}

  /** The comments of a post with all their replies; of a post that does not exist there are none. */
  async list(viewer: Viewer, postId: Id, style: CommentStyle, page: Page): Promise<CommentList> {
    const found = await this.queries.list(viewer, postId, style, page);
    if (!found.visible) throw new AppError('member.forbidden');
    return found;
  }

  /** Everything that changes the comments of a post takes turns on the post's row, so its counters stay exact. */
  async publish(author: Member, { postId, mentions, blocks, ip }: CommentDraft): Promise<MadeComment> {
    return this.db.transaction(async () => {
      const mentionedIds = await this.members.findIdsByUsernames(mentions);
      const post = await this.posts.getOpen(author, postId, 'comment.too-many');
      const [made] = await Promise.all([
        this.comments.insert({ postId, parentId: null, authorId: author.id, atMemberId: null, blocks, ip }),
        this.posts.add(post),
      ]);
      const others = mentionedIds.filter((id) => id !== author.id);
      this.outbox.add(new CommentPublished(made.id, postId, author.id, others));
      return made;
    });
  }

  /** The author may, an administrator, and the author of the post it stands under. Its replies go with it. */
  async remove(member: Member, commentId: Id): Promise<void> {
    await this.db.transaction(async () => {
      const comment = await this.comments.find(commentId);
      if (!comment || comment.deletedAt !== null || comment.parentId !== null) throw new AppError('comment.not-found');
      const post = await this.posts.getLocked(comment.postId);
      if (![comment.authorId, post.authorId].includes(member.id) && !member.isAdmin)
        throw new AppError('member.forbidden');
      const removed = await this.comments.remove(comment.id);
      if (removed === 0) throw new AppError('comment.not-found'); // somebody was faster
      await this.posts.remove(post, removed);
    });
  }
}
