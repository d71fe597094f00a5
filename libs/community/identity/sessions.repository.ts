import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

/** A member and one of their sessions, as far as a request is allowed by them. */
export interface SessionState {
  readonly username: string;
  readonly isAdmin: boolean;
  readonly isBanned: boolean;
  readonly isGone: boolean;
  readonly isRevoked: boolean;
  readonly isExpired: boolean;
}

@Injectable()
export class SessionsRepository {
  constructor(private readonly db: TenantDatabase) {}

  async findState(memberId: Id, sessionId: Id): Promise<SessionState | null> {
    const [state] = await this.db.query<SessionState & Record<string, unknown>>(
      `select m.username, m.is_admin as "isAdmin", m.status = 2 as "isBanned", m.deleted_at is not null as "isGone",
              s.id is null or s.revoked_at is not null or s.created_at < m.credentials_changed_at as "isRevoked",
              coalesce(s.expires_at <= now(), false) as "isExpired"
         from member m left join session s on s.id = $2 and s.member_id = m.id
        where m.id = $1`,
      [memberId, sessionId],
    );
    return state ?? null;
  }

  /** Ends the sessions of a member, all or the one; answers those that this has ended. */
  async revoke(memberId: Id, sessionId: Id | null): Promise<Id[]> {
    const ended = await this.db.query<{ id: Id }>(
      `update session set revoked_at = now()
        where member_id = $1 and ($2::bigint is null or id = $2) and revoked_at is null returning id`,
      [memberId, sessionId],
    );
    return ended.map(({ id }) => id);
  }
}
