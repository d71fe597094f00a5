import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { MemberAccount } from './member-account.entity.js';

/** What a login is decided by. */
export interface LoginAccount {
  readonly id: Id;
  readonly username: string;
  readonly passwordHash: string | null;
  readonly credentialsVersion: number;
  readonly isBanned: boolean;
  readonly isLocked: boolean;
}

/** Ten failures close an account for an hour after the last of them. */
const locked = `(failed_logins >= 10 and last_failed_login_at > now() - interval '1 hour') is true`;

@Injectable()
export class AccountsRepository {
  constructor(private readonly db: TenantDatabase) {}

  async isTaken(username: string): Promise<boolean> {
    const found = await this.db.query('select from member where lower(username) = lower($1)', [username]);
    return found.length > 0;
  }

  /** Null when somebody else was faster with this name. */
  async add(username: string, passwordHash: string): Promise<Id | null> {
    const inserted = await this.db.transaction(() =>
      this.db
        .repository(MemberAccount)
        .createQueryBuilder()
        .insert()
        .values({ username, nickname: username, passwordHash })
        .orIgnore()
        .returning('id')
        .execute(),
    );
    return (inserted.raw as { id: Id }[])[0]?.id ?? null;
  }

  async findForLogin(username: string): Promise<LoginAccount | null> {
    const [found] = await this.db.query<LoginAccount & Record<string, unknown>>(
      `select id, username, password_hash as "passwordHash", credentials_version as "credentialsVersion",
              status = 2 as "isBanned", ${locked} as "isLocked"
         from member where lower(username) = lower($1) and deleted_at is null`,
      [username],
    );
    return found ?? null;
  }

  /**
   * Answers false when the account is closed meanwhile. Commits without waiting for the disk, so that a wrong password
   * takes no longer than an unknown account; a crash may forget the last moment's failures. Raises no revision:
   * nothing that is derived from a member shows them.
   */
  async countFailure(id: Id): Promise<boolean> {
    const counted = await this.db.query(
      `update member
          set failed_logins = case when last_failed_login_at > now() - interval '1 hour' then failed_logins + 1 else 1 end,
              last_failed_login_at = now()
        where id = $1 and not ${locked}
       returning set_config('synchronous_commit', 'off', true)`,
      [id],
    );
    return counted.length === 1;
  }

  /** The account's last word before a session is made: it forgets failures, unless guesses beside this one closed it. */
  async admit(id: Id): Promise<boolean> {
    const admitted = await this.db.query(
      `with cleared as (
         update member set failed_logins = 0, last_failed_login_at = null
          where id = $1 and failed_logins > 0 and not ${locked})
       select from member where id = $1 and status = 1 and deleted_at is null and not ${locked}`,
      [id],
    );
    return admitted.length === 1;
  }
}
