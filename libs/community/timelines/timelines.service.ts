import { Injectable } from '@nestjs/common';
import type { Page } from '#kernel/http';
import type { Viewer } from '#community/identity';
import type { PostCard } from '#community/posts';
import { type PostQuestion, PostSearchService, type Shown } from '#community/search';
import { foundTextOf } from './post-text.js';
import { type PostList, PostLists } from './post-lists.js';
import { sourceOf, type Timeline } from './timeline-sources.queries.js';

const mostNew = 100;

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

  /** How many by others are newer than that, for whoever has the list open; 100 stands for as many or more. */
  async countNew(viewer: Viewer, timeline: Timeline, since: Date): Promise<number> {
    return this.lists.countSince(viewer, sourceOf(timeline, viewer), since, mostNew);
  }

  /** Posts that the viewer may see, without those of people they have muted. */
  async search(viewer: Viewer, question: PostQuestion): Promise<Shown<PostCard>> {
    return this.index.search<PostCard>(viewer, question, {
      load: (ids) => this.lists.load(viewer, ids),
      textOf: foundTextOf,
    });
  }
}
