import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Page } from '#kernel/http';
import type { Viewer } from '#community/identity';
import { ViewerTiesService } from '#community/members';
import { type PostCard, PostCards, PostQuotes, PostTotals, seenBy } from '#community/posts';
import type { PostSource } from './post-source.js';
import { type Counted, TimelinesQueries } from './timelines.queries.js';

export interface PostList {
  readonly cards: readonly PostCard[];
  /** How many all pages have together. */
  readonly total: number;
}

interface Found {
  readonly cards: readonly PostCard[];
  /** Undefined where the page is empty and was read with its cards. */
  readonly counted?: Counted | undefined;
}

/**
 * Pages of any list of posts. Where cards are at hand, one statement says which posts and of which revision, and one more
 * reads the cards that are missing; else one reads the cards, and one what they quote. One more for a total behind the end.
 */
@Injectable()
export class PostLists {
  constructor(
    private readonly queries: TimelinesQueries,
    private readonly totals: PostTotals,
    private readonly cards: PostCards,
    private readonly quotes: PostQuotes,
    private readonly ties: ViewerTiesService,
  ) {}

  async list(viewer: Viewer, source: PostSource, page: Page): Promise<PostList> {
    const ties = viewer && (await this.ties.of(viewer));
    const { cards, total } = await this.listForAll(viewer, source, page);
    return { cards: ties ? cards.map((card) => seenBy(ties, card)) : cards, total };
  }

  private async listForAll(viewer: Viewer, source: PostSource, page: Page): Promise<PostList> {
    const remembered = source.key === undefined ? undefined : this.totals.at(source.key, source.isPersonal);
    const known = remembered?.known;
    const { cards, counted } = await this.find(viewer, source, page, known === undefined);
    if (counted?.total !== undefined) remembered?.remember(counted.total);
    const end = page.offset + cards.length;
    // A page that is not full ends the list, and so tells its length better than any memory.
    if (cards.length < page.size && (cards.length || !page.offset)) return { cards, total: end };
    if (!counted) return { cards, total: await this.countBehind(source, known) };
    return { cards, total: Math.max(totalOf(counted, known), cards.length ? end : 0) };
  }

  private async find(viewer: Viewer, source: PostSource, page: Page, withTotal: boolean): Promise<Found> {
    if (this.cards.isWarm) {
      const { list, counted } = await this.queries.listRefs(viewer, source, page, withTotal);
      const cards = await this.cards.list(list);
      if (cards) return { cards, counted };
    }
    const { list = [], counted } = await this.queries.listCards(source, page, withTotal);
    return { cards: await this.cards.withQuotes(viewer, list), counted };
  }

  /** In the order of the ids, without those that the viewer may not see any more. */
  async load(viewer: Viewer, ids: readonly Id[]): Promise<readonly PostCard[]> {
    return this.quotes.load(viewer, await this.queries.listByIds(viewer, ids));
  }

  async countSince(viewer: Viewer, source: PostSource, since: Date, most: number): Promise<number> {
    return this.queries.countSince(viewer, source, since, most);
  }

  /** Without asking who may see them. */
  async countRows(source: PostSource): Promise<number> {
    return totalOf(await this.queries.count(source));
  }

  private async countBehind(source: PostSource, known?: number): Promise<number> {
    if (known !== undefined && !source.hidden) return known;
    return totalOf(await this.queries.count(source));
  }
}

const totalOf = ({ total, hidden }: Counted, known = 0): number => Math.max(0, (total ?? known) - hidden);
