import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type Id, TenantDatabase } from '#kernel/database';
import { Session } from './session.entity.js';

/** A member and one of their sessions, as far as a request is allowed by them. */
export interface SessionState {
  readonly username: string;
  readonly isAdmin: boolean;
  readonly isBanned: boolean;
  readonly hasPhone: boolean;
  readonly isGone: boolean;
  readonly isRevoked: boolean;
  readonly isExpired: boolean;
}

@Injectable()
export class SessionsRepository {
  constructor(private readonly db: TenantDatabase) {}

  async findState(memberId: Id, sessionId: Id): Promise<SessionState | null> {
    const [state] = await this.db.query<SessionState & Record<string, unknown>>(
      `select m.username, m.is_admin as "isAdmin", m.status = 2 as "isBanned", m.phone <> '' as "hasPhone", m.deleted_at is not null as "isGone",
              s.id is null or s.revoked_at is not null or s.credentials_version <> m.credentials_version as "isRevoked",
              coalesce(s.expires_at <= now(), false) as "isExpired"
         from member m left join session s on s.id = $2 and s.member_id = m.id
        where m.id = $1`,
      [memberId, sessionId],
    );
    return state ?? null;
  }

  /** In the open unit of work. */
  async add(memberId: Id, credentialsVersion: number, hours: number): Promise<Id> {
    const expiresAt = () => `now() + interval '${hours} hours'`;
    const { identifiers } = await this.db.repository(Session).insert({ memberId, credentialsVersion, expiresAt });
    return identifiers[0]!['id'] as Id;
  }

  async revoke(memberId: Id, sessionId: Id): Promise<void> {
    await this.db.transaction(() =>
      this.db
        .repository(Session)
        .update({ id: sessionId, memberId, revokedAt: IsNull() }, { revokedAt: () => 'now()' }),
    );
  }
}
