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
    const remembered = this.totals.at(source.key, source.isPersonal);
    const { known } = remembered;
    const { cards, total } = await this.queries.list(viewer, source, page, known === undefined);
    if (total !== undefined) remembered.remember(total);
    const seen = page.offset + cards.length;
    if (cards.length) return { cards, total: Math.max(total ?? known ?? 0, seen) };
    return { cards, total: page.offset === 0 ? 0 : (known ?? (await this.queries.count(source))) };
  }
}
