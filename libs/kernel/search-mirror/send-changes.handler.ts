import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { On, Outbox } from '#kernel/jobs';
import { SearchStoreUnusable } from '#kernel/search-index';
import { ChangeSender } from './change-sender.js';
import { MirrorDue, mirrorKey, mirrorTask } from './mirror.events.js';

@Injectable()
export class SendChanges {
  constructor(
    private readonly sender: ChangeSender,
    private readonly db: TenantDatabase,
    private readonly outbox: Outbox,
  ) {}

  /** While the store cannot be used this is no failure: the changes stay, and the keeper has them sent later. */
  @On(MirrorDue, { task: mirrorTask, class: 'index', key: () => mirrorKey, inUnit: false })
  async handle(): Promise<void> {
    try {
      if (await this.sender.send()) await this.db.transaction(async () => this.outbox.add(new MirrorDue()));
    } catch (error) {
      if (!(error instanceof SearchStoreUnusable)) throw error;
    }
  }
}
