import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase, type UnitOptions } from '#kernel/database';
import { AppError, type Page } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import type { Member, Viewer } from '#community/identity';
import { MembersService } from '#community/members';
import { type NewBlock, PostCommentsService, type RequestKey } from '#community/posts';
import { CommentAdditionsService } from './comment-additions.service.js';
import type { CommentCard } from './comment-card.js';
import { CommentPublished } from './comments.events.js';
import { CommentsQueries, type CommentStyle } from './comments.queries.js';
import type { MadeComment } from './comments.repository.js';

const mostNew = 100;
const often: UnitOptions = { isPrepared: true };

export interface CommentDraft {
  readonly postId: Id;
  readonly blocks: readonly NewBlock[];
  readonly mentions: readonly string[];
  readonly ip: string | null;
  readonly request?: RequestKey;
}

export interface CommentList {
  readonly cards: readonly CommentCard[];
  readonly total: number;
}

@Injectable()
export class CommentsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly queries: CommentsQueries,
    private readonly posts: PostCommentsService,
    private readonly additions: CommentAdditionsService,
    private readonly members: MembersService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The comments of a post with their replies, without those whose author the viewer has muted, or where one has
   * blocked the other; of a post that does not exist there are none.
   */
  async list(viewer: Viewer, postId: Id, style: CommentStyle, page: Page): Promise<CommentList> {
    const found = await this.queries.list(viewer, postId, style, page);
    if (!found.visible) throw new AppError('member.forbidden');
    return found;
  }

  /** How many comments stand above this one, or above the one it answers; null where the viewer sees no such comment. */
  async findPlace(viewer: Viewer, postId: Id, style: CommentStyle, commentId: Id): Promise<number | null> {
    return this.queries.findPlace(viewer, postId, style, commentId);
  }

  /** How many comments and replies of others the viewer would find that were not there then; up to a hundred. */
  async countNew(viewer: Viewer, postId: Id, since: Date): Promise<number> {
    return this.queries.countNew(viewer, postId, since, mostNew);
  }

  /** Everything that changes the comments of a post takes turns on the post's row, so its counters stay exact. */
  async publish(author: Member, { postId, mentions, ...draft }: CommentDraft): Promise<MadeComment> {
    return this.db.transaction(async () => {
      const mentionedIds = await this.members.findIdsByUsernames(mentions);
      const post = await this.posts.getOpen(author, postId, 'comment.too-many');
      const made = await this.additions.add(post, { ...draft, parentId: null, authorId: author.id, atMemberId: null });
      const others = mentionedIds.filter((id) => id !== author.id);
      if (made.isNew) this.outbox.add(new CommentPublished(made.id, postId, author.id, post.authorId, others));
      return made;
    }, often);
  }
}
