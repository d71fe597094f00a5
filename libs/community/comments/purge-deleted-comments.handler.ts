import { Injectable } from '@nestjs/common';
import type { Id } from '#kernel/database';
import { Every, On, Outbox } from '#kernel/jobs';
import { CommentPurgeReached } from './comments.events.js';
import { CommentsRepository } from './comments.repository.js';

/** So many are looked at in one unit of work. */
const batch = 5_000;

/** Takes away what deleted comments and replies leave behind, once no event can come any more that is about them. */
@Injectable()
export class PurgeDeletedComments {
  constructor(
    private readonly comments: CommentsRepository,
    private readonly outbox: Outbox,
  ) {}

  @Every('1 day', { task: 'comments.purge-deleted', class: 'maintenance', perTenantWithin: '2 hours' })
  async begin(): Promise<void> {
    await this.purge(0);
  }

  @On(CommentPurgeReached, { task: 'comments.purge-more-deleted', class: 'maintenance' })
  async goOn({ afterId }: CommentPurgeReached): Promise<void> {
    await this.purge(afterId);
  }

  private async purge(afterId: Id): Promise<void> {
    const last = await this.comments.purge(afterId, batch);
    if (last !== null) this.outbox.add(new CommentPurgeReached(last));
  }
}
