import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { type InvitedOwner, type OwnerCandidate, TenantOwners } from '#kernel/tenancy';
import { MemberRegistered, MemberStatusChanged } from './identity.events.js';
import { MemberAuthentication } from './member-authentication.js';
import { OwnershipRepository } from './ownership.repository.js';

/** Who can own the community, for the platform, which keeps who does. */
@Injectable()
export class OwnershipService extends TenantOwners {
  constructor(
    private readonly db: TenantDatabase,
    private readonly members: OwnershipRepository,
    private readonly authentication: MemberAuthentication,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async find(username: string): Promise<OwnerCandidate | null> {
    return this.members.find(username);
  }

  async install(username: string): Promise<boolean> {
    const changed = await this.db.transaction(async () => {
      const id = await this.members.install(username);
      if (id === null) return null;
      this.outbox.add(new MemberStatusChanged(id));
      this.authentication.forgetMember(id);
      return id;
    });
    return changed !== null || (await this.members.find(username)) !== null;
  }

  async invite(owner: InvitedOwner): Promise<boolean> {
    const made = await this.db.transaction(async () => {
      const id = await this.members.invite(owner);
      if (id !== null) this.outbox.add(new MemberRegistered(id));
      return id;
    });
    return made !== null || this.members.isInvited(owner);
  }

  async readmit(owner: InvitedOwner): Promise<boolean> {
    await this.members.readmit(owner);
    return this.members.isInvited(owner);
  }
}
