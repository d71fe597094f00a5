import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Member, Viewer } from '#community/identity';
import { PostAccessService } from './post-access.service.js';
import type { PostCard } from './post-card.js';
import { PostsQueries } from './posts.queries.js';
import type { RuledPost } from './posts.repository.js';

/** Posts that others quote or repeat. */
@Injectable()
export class PostQuotes {
  constructor(
    private readonly access: PostAccessService,
    private readonly queries: PostsQueries,
  ) {}

  /** The same cards, each with what it quotes or repeats if the viewer may see that: one statement, or none. */
  async load(viewer: Viewer, cards: readonly PostCard[]): Promise<readonly PostCard[]> {
    const ids = new Set(cards.flatMap(({ quotedId }) => quotedId ?? []));
    if (!ids.size) return cards;
    const found = await this.queries.listCards(viewer, [...ids]);
    const byId = new Map(found.map((card) => [card.id, card]));
    return cards.map((card) => {
      const quoted = card.quotedId === null ? undefined : byId.get(card.quotedId);
      return quoted ? { ...card, quoted } : card;
    });
  }

  async loadOne(viewer: Viewer, card: PostCard): Promise<PostCard> {
    const [loaded] = await this.load(viewer, [card]);
    return loaded!;
  }

  /**
   * What somebody quotes who quotes this post: of a repeated one the post that it repeats. Locked, because it counts
   * them; whoever repeats is younger, so locks are taken from the younger to the older post.
   */
  async getOriginal(member: Member, postId: Id): Promise<RuledPost> {
    const post = await this.access.getVisible(member, postId, { lock: true });
    return post.isRepost ? this.access.getVisible(member, post.quotedId!, { lock: true }) : post;
  }
}
