import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import type { Member } from '#community/identity';
import { PostAccessService } from './post-access.service.js';
import { PostFavoursRepository } from './post-favours.repository.js';

@Injectable()
export class PostStarsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly posts: PostAccessService,
    private readonly favours: PostFavoursRepository,
  ) {}

  /** Stars the post, or takes the star back; answers whether it is starred now. Clicks that race take turns. */
  async toggle(member: Member, postId: Id): Promise<boolean> {
    return this.db.transaction(async () => {
      const post = await this.posts.getVisible(member, postId, { lock: true });
      return this.favours.toggle('star', post.id, member.id);
    });
  }

  async isStarred(member: Member, postId: Id): Promise<boolean> {
    return this.favours.exists('star', postId, member.id);
  }
}
