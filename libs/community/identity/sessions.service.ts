import { Injectable } from '@nestjs/common';
import type { Member } from './member.js';
import { MemberAuthentication } from './member-authentication.js';
import { SessionsRepository } from './sessions.repository.js';

@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly authentication: MemberAuthentication,
  ) {}

  /** Signs out: the token of this session is refused here at once, elsewhere within 2 s. */
  async end(member: Member): Promise<void> {
    await this.sessions.revoke(member.id, member.sessionId);
    this.authentication.forget(member.id, member.sessionId);
  }
}
