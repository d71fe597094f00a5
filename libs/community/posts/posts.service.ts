import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import type { Member, Viewer } from '#community/identity';
import { MembersService } from '#community/members';
import { PostAccessService } from './post-access.service.js';
import type { PostCard, PostRevision } from './post-card.js';
import type { PostDraft } from './post-drafts.js';
import { PostPublishingService } from './post-publishing.service.js';
import { PostQuotes } from './post-quotes.js';
import { maySee, visibility } from './post-visibility.js';
import { PostsQueries } from './posts.queries.js';

@Injectable()
export class PostsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly publishing: PostPublishingService,
    private readonly access: PostAccessService,
    private readonly queries: PostsQueries,
    private readonly members: MembersService,
    private readonly quotes: PostQuotes,
  ) {}

  /** The same request makes one post, however often it comes. A private post names nobody. */
  async publish(author: Member, { mentions, quotedId = null, ...draft }: PostDraft): Promise<PostCard> {
    const names = draft.visibility === visibility.nobody ? [] : mentions;
    const add = async (): Promise<PostCard> => {
      const [named, quoted] = await Promise.all([
        this.members.findIdsByUsernames(names),
        quotedId === null ? null : this.quotes.getOriginal(author, quotedId),
      ]);
      const mentionedIds = named.filter((id) => id !== author.id);
      return this.publishing.add(author.id, { ...draft, quotedId: quoted?.id ?? null, mentionedIds });
    };
    const publish = () => Promise.all([this.publishing.takeTurns(author.id), add()]); // sent in this order, without waiting
    const [, card] = await this.db.transaction(publish, { isPrepared: true });
    return this.quotes.loadOne(author, card);
  }

  /** The post as the viewer is to see it, with what it quotes. */
  async getCard(viewer: Viewer, postId: Id): Promise<PostCard> {
    const found = await this.queries.findCard(viewer, postId);
    if (!found) throw new AppError('post.not-found');
    if (!found.visible) throw new AppError('member.forbidden');
    return this.quotes.loadOne(viewer, found.card);
  }

  /** What it said before each of its edits, as far as the viewer could have read it then and may read it now. */
  async listRevisions(viewer: Viewer, postId: Id): Promise<PostRevision[]> {
    const post = await this.access.getVisible(viewer, postId);
    const revisions = await this.queries.listRevisions(post.id);
    return revisions.filter((revision) => {
      const narrower = Math.min(post.visibility, revision.visibility);
      return maySee(viewer, { ...post, visibility: narrower }, post);
    });
  }
}
