import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Page } from '#kernel/http';
import { SearchIndex } from '#kernel/search-index';
import type { Viewer } from '#community/identity';
import { SearchAccessQueries } from './search-access.queries.js';

/** Ids of one page, in order, and how many posts were found in all. */
export interface FoundPosts {
  readonly ids: readonly Id[];
  readonly total: number;
}

@Injectable()
export class PostSearchService {
  constructor(
    private readonly access: SearchAccessQueries,
    private readonly index: SearchIndex,
  ) {}

  /**
   * Posts with these words that the viewer may see, as the index knows them: it is a task behind, so whoever shows
   * them asks the rule once more. Two statements.
   */
  async search(viewer: Viewer, words: string, { offset, size }: Page): Promise<FoundPosts> {
    const access = await this.access.of(viewer);
    return this.index.search({ kind: 'post', words, access, order: 'active', offset, limit: size });
  }
}
