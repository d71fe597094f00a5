import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Page } from '#kernel/http';
import type { Viewer } from '#community/identity';
import { ViewerTiesService } from '#community/members';
import {
  type PostCard,
  PostCards,
  PostQuotes,
  type PostRef,
  PostTotals,
  type RememberedTotal,
  seenBy,
} from '#community/posts';
import { KeptPages } from './kept-pages.js';
import type { PostSource } from './post-source.js';
import { type Counted, type Counting, type Stretch, TimelinesQueries } from './timelines.queries.js';

export interface PostList {
  readonly cards: readonly PostCard[];
  /** How many all pages have together. */
  readonly total: number;
}

/** How many rows a list has: what a statement has to count for it, and what that comes to. */
interface Sum {
  readonly counting: Counting;
  totalOf(counted: Counted): number;
}

interface Asking {
  readonly page: Page;
  readonly sum: Sum;
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
    const sum = this.sumOf(viewer, source);
    const stretch = { page, counting: sum.counting, anchor: source.place && this.pages.anchorOf(asked, page) };
    const found = await this.find(viewer, source, stretch);
    const { refs, last, cards } = found;
    const total = await this.findTotal(source, { page, sum }, found);
    if (refs) this.pages.keep(asked, page, { refs, total });
    if (last) this.pages.keepAnchor(asked, { offset: page.offset + cards.length, place: last });
    return { cards, total };
  }

  private async findTotal(source: PostSource, { page, sum }: Asking, { cards, counted }: Found): Promise<number> {
    const total = counted && sum.totalOf(counted);
    const end = page.offset + cards.length;
    // A page that is not full ends the list, and so tells its length better than any memory.
    if (cards.length < page.size && (cards.length || !page.offset)) return end;
    if (total !== undefined) return Math.max(total, cards.length ? end : 0);
    return this.countBehind(source, sum);
  }

  private sumOf(viewer: Viewer, { key, hidden, isPersonal }: PostSource): Sum {
    const all = key === undefined ? undefined : this.totals.at(key, isPersonal);
    const kept = hidden && viewer ? this.totals.at(`hidden:${viewer.id}`, true) : undefined;
    if (!all) return uncounted;
    return kept ? differenceOf(all, kept) : sumOf(all);
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
    return this.countBehind(source, uncounted);
  }

  private async countBehind(source: PostSource, sum: Sum): Promise<number> {
    return sum.totalOf(sum.counting.total ? await this.queries.count(source, sum.counting) : {});
  }
}

/** Nothing of it is remembered. */
const uncounted: Sum = { counting: { total: 'all' }, totalOf: ({ total }) => total?.get(0) ?? 0 };

const known = (total: number): Sum => ({ counting: {}, totalOf: () => total });

function sumOf(all: RememberedTotal): Sum {
  if (all.known !== undefined) return known(all.known);
  const { due, remember } = all.recount();
  return { counting: { total: due }, totalOf: ({ total = none }) => remember(total) };
}

/**
 * Both are counted if one of them is not remembered: of a post that is there since, and that nobody has told of yet, one
 * would know and the other one not.
 */
function differenceOf(all: RememberedTotal, kept: RememberedTotal): Sum {
  if (all.known !== undefined && kept.known !== undefined) return known(Math.max(0, all.known - kept.known));
  const [minuend, subtrahend] = [all.recount(), kept.recount()];
  return {
    counting: { total: minuend.due, hidden: subtrahend.due },
    totalOf: ({ total = none, hidden = none }) => Math.max(0, minuend.remember(total) - subtrahend.remember(hidden)),
  };
}

const none: ReadonlyMap<number, number> = new Map();
