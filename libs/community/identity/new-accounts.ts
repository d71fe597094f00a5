import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { AccountsRepository } from './accounts.repository.js';
import { MemberRegistered } from './identity.events.js';
import { MemberPlaces } from './member-places.repository.js';

/** How an account comes to be, with all that follows. */
@Injectable()
export class NewAccounts {
  constructor(
    private readonly db: TenantDatabase,
    private readonly accounts: AccountsRepository,
    private readonly places: MemberPlaces,
    private readonly outbox: Outbox,
  ) {}

  /** Null when somebody else was faster with this name. */
  async add(username: string, passwordHash: string): Promise<Id | null> {
    return this.db.transaction(async () => {
      const id = await this.accounts.add(username, passwordHash);
      if (id === null) return null;
      this.outbox.add(new MemberRegistered(id));
      await this.places.take();
      return id;
    });
  }
}
