import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Page } from '#kernel/http';
import type { Viewer } from '#community/identity';
import { ViewerTiesService } from '#community/members';
import { type PostCard, PostCards, PostQuotes, type PostRef, PostTotals, seenBy } from '#community/posts';
import { KeptPages } from './kept-pages.js';
import type { PostSource } from './post-source.js';
import { type Counted, type Counting, type Stretch, TimelinesQueries } from './timelines.queries.js';

export interface PostList {
  readonly cards: readonly PostCard[];
  /** How many all pages have together. */
  readonly total: number;
}

type Remembered = ReturnType<PostTotals['at']>;

/** What is remembered of how many rows a list has; undefined where nothing is. */
interface Totals {
  readonly total: Remembered | undefined;
  /** Of those whom the viewer gets nothing of. */
  readonly hidden: Remembered | undefined;
}

interface Asking {
  readonly stretch: Stretch;
  readonly totals: Totals;
}

interface Found {
  /** Undefined where the page was read with its cards. */
  readonly refs?: readonly PostRef[];
  /** The place of the last one. */
  readonly last?: readonly string[] | undefined;
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
    private readonly pages: KeptPages,
  ) {}

  async list(viewer: Viewer, source: PostSource, page: Page): Promise<PostList> {
    const ties = viewer && (await this.ties.of(viewer));
    const { cards, total } = await this.listForAll(viewer, source, page);
    return { cards: ties ? cards.map((card) => seenBy(ties, card)) : cards, total };
  }

  private async listForAll(viewer: Viewer, source: PostSource, page: Page): Promise<PostList> {
    const asked = this.pages.of(viewer, source);
    const kept = this.pages.find(asked, page);
    const known = kept && (await this.cards.list(kept.refs));
    if (known) return { cards: known, total: kept.total };
    const totals = this.totalsOf(viewer, source);
    const stretch = { page, counting: countingOf(totals), anchor: source.place && this.pages.anchorOf(asked, page) };
    const found = await this.find(viewer, source, stretch);
    const { refs, last, cards } = found;
    const total = await this.findTotal(source, { stretch, totals }, found);
    if (refs) this.pages.keep(asked, page, { refs, total });
    if (last) this.pages.keepAnchor(asked, { offset: page.offset + cards.length, place: last });
    return { cards, total };
  }

  private async findTotal(source: PostSource, { stretch, totals }: Asking, { cards, counted }: Found): Promise<number> {
    const { page, counting } = stretch;
    const total = counted && totalOf(totals, counted);
    const end = page.offset + cards.length;
    // A page that is not full ends the list, and so tells its length better than any memory.
    if (cards.length < page.size && (cards.length || !page.offset)) return end;
    if (total !== undefined) return Math.max(total, cards.length ? end : 0);
    return this.countBehind(source, totals, counting);
  }

  private totalsOf(viewer: Viewer, { key, hidden, isPersonal }: PostSource): Totals {
    return {
      total: key === undefined ? undefined : this.totals.at(key, isPersonal),
      hidden: hidden && viewer ? this.totals.at(`hidden:${viewer.id}`, true) : undefined,
    };
  }

  private async find(viewer: Viewer, source: PostSource, stretch: Stretch): Promise<Found> {
    if (this.cards.isWarm) {
      const { list, counted, last } = await this.queries.listRefs(viewer, source, stretch);
      const cards = await this.cards.list(list);
      if (cards) return { refs: list, last, cards, counted };
    }
    const { list = [], counted } = await this.queries.listCards(source, stretch);
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
    return this.countBehind(source, nothing, { total: 'all' });
  }

  private async countBehind(source: PostSource, totals: Totals, counting: Counting): Promise<number> {
    const isKnown = !counting.total && !counting.hidden;
    return totalOf(totals, isKnown ? {} : await this.queries.count(source, counting));
  }
}

const nothing: Totals = { total: undefined, hidden: undefined };

/** What is not remembered. */
const countingOf = ({ total, hidden }: Totals): Counting => ({
  total: total ? dueOf(total) : 'all',
  hidden: hidden && dueOf(hidden),
});

const dueOf = ({ known, due }: Remembered) => (known === undefined ? due : undefined);

const totalOf = ({ total, hidden }: Totals, counted: Counted): number =>
  Math.max(0, numberOf(total, counted.total) - numberOf(hidden, counted.hidden));

function numberOf(remembered: Remembered | undefined, counted: ReadonlyMap<number, number> | undefined): number {
  if (counted) return remembered ? remembered.remember(counted) : (counted.get(0) ?? 0);
  return remembered?.known ?? 0;
}
