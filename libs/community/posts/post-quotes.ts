import { Injectable } from '@nestjs/common';
import type { Viewer } from '#community/identity';
import type { PostCard } from './post-card.js';
import { PostsQueries } from './posts.queries.js';

@Injectable()
export class PostQuotes {
  constructor(private readonly queries: PostsQueries) {}

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
}
