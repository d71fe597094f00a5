import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Page } from '#kernel/http';
import type { Viewer } from '#community/identity';
import { type PostCard, PostQuotes, PostTotals } from '#community/posts';
import type { PostSource } from './post-source.js';
import { type Counted, TimelinesQueries } from './timelines.queries.js';

export interface PostList {
  readonly cards: readonly PostCard[];
  /** How many all pages have together. */
  readonly total: number;
}

/** Pages of any list of posts: one statement, one more where a post quotes another, one for a total behind the end. */
@Injectable()
export class PostLists {
  constructor(
    private readonly queries: TimelinesQueries,
    private readonly totals: PostTotals,
    private readonly quotes: PostQuotes,
  ) {}

  async list(viewer: Viewer, source: PostSource, page: Page): Promise<PostList> {
    const remembered = source.key === undefined ? undefined : this.totals.at(source.key, source.isPersonal);
    const known = remembered?.known;
    const { cards, counted } = await this.queries.list(viewer, source, page, known === undefined);
    if (counted?.total !== undefined) remembered?.remember(counted.total);
    const end = page.offset + cards.length;
    // A page that is not full ends the list, and so tells its length better than any memory.
    if (cards.length < page.size && (cards.length || !page.offset))
      return { cards: await this.quotes.load(viewer, cards), total: end };
    if (!cards.length) return { cards, total: await this.countBehind(source, known) };
    return { cards: await this.quotes.load(viewer, cards), total: Math.max(totalOf(counted!, known), end) };
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
