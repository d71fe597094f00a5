import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
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

export interface NewSession {
  readonly memberId: Id;
  readonly credentialsVersion: number;
  readonly userAgent: string;
  readonly ip: string | null;
}

export interface OwnSession {
  readonly id: Id;
  /** Empty where it is not known. */
  readonly ip: string;
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
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

  /** In the open unit of work. Those of the member that have run out go: nobody could use or see them. */
  async add(begun: NewSession, hours: number): Promise<Id> {
    await this.db.query("delete from session where member_id = $1 and expires_at < now() - interval '1 hour'", [
      begun.memberId,
    ]);
    const expiresAt = () => `now() + interval '${hours} hours'`;
    const { identifiers } = await this.db.repository(Session).insert({ ...begun, expiresAt });
    return identifiers[0]!['id'] as Id;
  }

  /** Those of the member that are good for something, the latest used first. */
  async list(memberId: Id, most: number): Promise<OwnSession[]> {
    return this.db.query<OwnSession & Row>(
      `select s.id, coalesce(host(s.ip), '') as ip, s.user_agent as "userAgent", s.created_at as "createdAt",
              s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt"
         from session s join member m on m.id = s.member_id
        where s.member_id = $1 and s.revoked_at is null and s.expires_at > now()
          and s.credentials_version = m.credentials_version
        order by s.last_seen_at desc, s.id desc limit $2`,
      [memberId, most],
    );
  }

  /** False when the member has no such session. One that has ended already stays so. */
  async revoke(memberId: Id, sessionId: Id): Promise<boolean> {
    const revoked = await this.db.query(
      'update session set revoked_at = coalesce(revoked_at, now()) where id = $1 and member_id = $2 returning id',
      [sessionId, memberId],
    );
    return revoked.length === 1;
  }

  /** Every session of the member that has not ended, but the one that is kept. */
  async revokeAll(memberId: Id, keptId: Id | null): Promise<void> {
    await this.db.query(
      `update session set revoked_at = now()
        where member_id = $1 and id is distinct from $2::bigint and revoked_at is null and expires_at > now()`,
      [memberId, keptId],
    );
  }

  /** Removes those that have run out, or were ended a day ago: nobody can use or see them. Answers how many. */
  async sweep(most: number): Promise<number> {
    const removed = await this.db.query(
      `delete from session
        where id in (select id from session
                      where expires_at < now() - interval '1 hour' or revoked_at < now() - interval '1 day'
                      limit $1 for update skip locked)
       returning id`,
      [most],
    );
    return removed.length;
  }

  /** To the minute, whichever process writes it. Nobody waits for the disk: it is noted again in a minute. */
  async touch(sessionId: Id): Promise<void> {
    await this.db.query(
      `update session set last_seen_at = now() where id = $1 and last_seen_at < now() - interval '50 seconds'
       returning set_config('synchronous_commit', 'off', true)`,
      [sessionId],
    );
  }
}
