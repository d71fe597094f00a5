import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import type { Member } from '#community/identity';
import { PostAccessService } from './post-access.service.js';
import { PostFavoursRepository } from './post-favours.repository.js';

@Injectable()
export class PostCollectionsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly posts: PostAccessService,
    private readonly favours: PostFavoursRepository,
  ) {}

  /** Keeps the post for the member, or no longer; answers whether it is kept now. Clicks that race take turns. */
  async toggle(member: Member, postId: Id): Promise<boolean> {
    return this.db.transaction(async () => {
      const post = await this.posts.getVisible(member, postId, { lock: true });
      return this.favours.toggle('collection', post.id, member.id);
    });
  }

  async isCollected(member: Member, postId: Id): Promise<boolean> {
    return this.favours.exists('collection', postId, member.id);
  }
}
