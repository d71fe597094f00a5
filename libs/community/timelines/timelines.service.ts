import { Injectable } from '@nestjs/common';
import type { Page } from '#kernel/http';
import type { Viewer } from '#community/identity';
import { type PostCard, PostTotals } from '#community/posts';
import { sourceOf, type Timeline } from './timeline-sources.queries.js';
import { TimelinesQueries } from './timelines.queries.js';

export interface PostList {
  readonly cards: readonly PostCard[];
  readonly total: number;
}

@Injectable()
export class TimelinesService {
  constructor(
    private readonly queries: TimelinesQueries,
    private readonly totals: PostTotals,
  ) {}

  /** Posts that the viewer may see, pinned ones first. A guest follows nobody and gets the newest. */
  async list(viewer: Viewer, timeline: Timeline, page: Page): Promise<PostList> {
    const source = sourceOf(timeline, viewer);
    const cards = await this.queries.list(viewer, source, page);
    const seen = page.offset + cards.length;
    const isLastPage = cards.length < page.size && (cards.length > 0 || page.offset === 0);
    if (isLastPage) return { cards, total: seen }; // nothing to count: this is where the list ends
    const total = await this.totals.of(source.key, () => this.queries.count(source));
    return { cards, total: cards.length ? Math.max(total, seen) : total };
  }
}
