import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { AppError, type Page } from '#kernel/http';
import type { Viewer } from '#community/identity';

/** Ids of one page, in order, and how many posts were found in all. */
export interface FoundPosts {
  readonly ids: readonly Id[];
  readonly total: number;
}

@Injectable()
export class PostSearchService {
  /** Posts with these words that the viewer may see. */
  async search(_viewer: Viewer, _words: string, _page: Page): Promise<FoundPosts> {
    throw new AppError('request.not-implemented');
  }
}
