import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase, type UnitOptions } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import type { Member } from '#community/identity';
import type { Favour } from './favour.js';
import { PostAccessService } from './post-access.service.js';
import { PostFavoursRepository } from './post-favours.repository.js';
import { PostCounted } from './posts.events.js';

const often: UnitOptions = { isPrepared: true };

/** Stars, and what members keep in their collections. */
@Injectable()
export class PostFavoursService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly posts: PostAccessService,
    private readonly favours: PostFavoursRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Does the post the favour, or takes it back; answers whether it is there now. Clicks that race take turns. */
  async toggle(favour: Favour, member: Member, postId: Id): Promise<boolean> {
    return this.db.transaction(async () => {
      const post = await this.posts.getVisible(member, postId, { lock: true });
      this.outbox.add(new PostCounted(post.id));
      return this.favours.toggle(favour, post.id, member.id);
    }, often);
  }

  /** Which of these posts the member has starred and collected. One statement. */
  async listOf(member: Member, postIds: readonly Id[]): Promise<Readonly<Record<Favour, ReadonlySet<Id>>>> {
    const found = postIds.length ? await this.favours.listOf(postIds, member.id) : [];
    const of = (favour: Favour) => new Set(found.flatMap((one) => (one.favour === favour ? one.postId : [])));
    return { star: of('star'), collection: of('collection') };
  }

  async exists(favour: Favour, member: Member, postId: Id): Promise<boolean> {
    return this.favours.exists(favour, postId, member.id);
  }
}
