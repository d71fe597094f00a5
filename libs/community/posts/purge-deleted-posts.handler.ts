import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { Every, On, Outbox } from '#kernel/jobs';
import { PostRemovalRepository } from './post-removal.repository.js';
import { PostPurgeReached, PostsPurged } from './posts.events.js';

/** So many are looked at in one unit of work. */
const batch = 5_000;

/** Takes away what deleted posts leave behind, once no event can come any more that would bring something back. */
@Injectable()
export class PurgeDeletedPosts {
  constructor(
    private readonly removal: PostRemovalRepository,
    private readonly outbox: Outbox,
  ) {}

  @Every('1 day', { task: 'posts.purge-deleted', class: 'maintenance', perTenantWithin: '2 hours' })
  async begin(): Promise<void> {
    await this.purge(0);
  }

  @On(PostPurgeReached, { task: 'posts.purge-more-deleted', class: 'maintenance' })
  async goOn({ afterId }: PostPurgeReached): Promise<void> {
    await this.purge(afterId);
  }

  private async purge(afterId: Id): Promise<void> {
    const { ids, last } = await this.removal.purge(afterId, batch);
    if (ids.length) this.outbox.add(new PostsPurged(ids));
    if (last !== null) this.outbox.add(new PostPurgeReached(last));
  }
}
