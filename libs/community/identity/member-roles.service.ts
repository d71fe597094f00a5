import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { Outbox } from '#kernel/jobs';
import { MemberStatusChanged } from './identity.events.js';
import { MemberAuthentication } from './member-authentication.js';
import { type MemberRole, MemberRolesRepository } from './member-roles.repository.js';
import type { Member } from './member.js';

/** What administrators decide about others. It holds here with the next request, elsewhere within 2 s. */
@Injectable()
export class MemberRolesService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly roles: MemberRolesRepository,
    private readonly authentication: MemberAuthentication,
    private readonly outbox: Outbox,
  ) {}

  /** 1 normal, 2 banned. An administrator is made an ordinary member first. */
  async setStatus(admin: Member, memberId: Id, status: 1 | 2): Promise<void> {
    await this.decide(admin, memberId, async (member) => {
      if (member.isAdmin) throw new AppError('member.protected');
      if (await this.roles.setStatus(memberId, status)) this.outbox.add(new MemberStatusChanged(memberId));
    });
  }

  async setAdministrator(admin: Member, memberId: Id, isAdmin: boolean): Promise<void> {
    await this.decide(admin, memberId, async (member) => {
      if (isAdmin && member.isBanned) {
        throw new AppError('member.protected', {}, 'A suspended member cannot become an administrator.');
      }
      await this.roles.setAdministrator(memberId, isAdmin);
    });
  }

  /**
   * Who decides must be an administrator still when both rows are held, and nobody decides about themselves: so of two
   * who depose each other one remains, and there is always an administrator left.
   */
  private async decide(admin: Member, memberId: Id, work: (member: MemberRole) => Promise<void>): Promise<void> {
    if (memberId === admin.id) throw new AppError('member.protected');
    await this.db.transaction(async () => {
      const found = await this.roles.lock([admin.id, memberId]);
      const acting = found.find(({ id }) => id === admin.id);
      if (!acting?.isAdmin || acting.isBanned) throw new AppError('member.not-administrator');
      const member = found.find(({ id }) => id === memberId);
      if (!member) throw new AppError('member.not-found');
      await work(member);
      this.authentication.forgetMember(memberId);
    });
  }
}
