import { Injectable } from '@nestjs/common';
import type { Page } from '#kernel/http';
import type { Viewer } from '#community/identity';
import { PostSearchService } from '#community/search';
import { type PostList, PostLists } from './post-lists.js';
import { sourceOf, type Timeline } from './timeline-sources.queries.js';

@Injectable()
export class TimelinesService {
  constructor(
    private readonly lists: PostLists,
    private readonly index: PostSearchService,
  ) {}

  /**
   * Posts that the viewer may see, pinned ones first, without those of people they have muted. A guest follows nobody
   * and gets the newest.
   */
  async list(viewer: Viewer, timeline: Timeline, page: Page): Promise<PostList> {
    return this.lists.list(viewer, sourceOf(timeline, viewer), page);
  }

  /** What the index found and the viewer may see now; it may be behind by a moment, then a page is a little shorter. */
  async search(viewer: Viewer, words: string, page: Page): Promise<PostList> {
    const { ids, total } = await this.index.search(viewer, words, page);
    return { cards: await this.lists.load(viewer, ids), total };
  }
}
