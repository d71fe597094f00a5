import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import type { Page } from '#kernel/http';
import type { Viewer } from '#community/identity';
import { PostAccessService } from './post-access.service.js';
import { PostStarsQueries, type Stargazers } from './post-stars.queries.js';

@Injectable()
export class PostStarsService {
  constructor(
    private readonly access: PostAccessService,
    private readonly queries: PostStarsQueries,
  ) {}

  /** Who has starred a post, to whoever may see that post. */
  async list(viewer: Viewer, postId: Id, page: Page): Promise<Stargazers> {
    await this.access.getVisible(viewer, postId);
    return this.queries.list(viewer, postId, page);
  }
}
