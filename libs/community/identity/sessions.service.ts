import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { AppError } from '#kernel/http';
import { MemberAuthentication } from './member-authentication.js';
import type { Member } from './member.js';
import { type OwnSession, SessionsRepository } from './sessions.repository.js';

const mostListed = 100;

@Injectable()
export class SessionsService {
  constructor(
    private readonly db: TenantDatabase,
    private readonly sessions: SessionsRepository,
    private readonly authentication: MemberAuthentication,
  ) {}

  /** Where the member is signed in; the hundred used last. */
  async list(member: Member): Promise<OwnSession[]> {
    return this.sessions.list(member.id, mostListed);
  }

  /** Signs a session of the member out: its token is refused here at once, elsewhere as soon as that is heard. */
  async revoke(member: Member, sessionId: Id): Promise<void> {
    if (!(await this.sessions.revoke(member.id, sessionId))) throw new AppError('session.not-found');
    this.authentication.forget(member.id);
  }

  /** Signs the member out of this session. */
  async end(member: Member): Promise<void> {
    await this.revoke(member, member.sessionId);
  }

  /** Signs the member out everywhere else. */
  async endOthers(member: Member): Promise<void> {
    await this.endAllBut(member, member.sessionId);
  }

  /** Signs the member out everywhere, also here. */
  async endAll(member: Member): Promise<void> {
    await this.endAllBut(member, null);
  }

  private async endAllBut({ id }: Member, keptId: Id | null): Promise<void> {
    await this.db.transaction(async () => {
      await this.sessions.revokeAll(id, keptId);
      this.authentication.forgetMember(id);
    });
  }
}
