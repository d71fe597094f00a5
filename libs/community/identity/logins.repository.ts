import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';
import { counterKey } from './counters.repository.js';

/** What a password is checked by. */
export interface LoginAccount {
  readonly id: Id;
  readonly username: string;
  readonly passwordHash: string | null;
  readonly credentialsVersion: number;
  readonly isBanned: boolean;
}

export interface LoginAttempt {
  /** After too many failures, of this account or from this network: for how long yet; null: it is not closed. */
  readonly lockedMinutes: number | null;
  readonly account: LoginAccount | null;
}

/** Ten failures close an account for an hour after the last of them, and likewise a network, whatever it asked for. */
const accountLocked = `(failed_logins >= 10 and last_failed_login_at > now() - interval '1 hour') is true`;
const networkLocked = (parameter: string) =>
  `exists (select from access_code where hash = ${parameter} and uses >= 10 and expires_at > now())`;
/** The later end of both; null while neither is closed. */
const lockedMinutes = (parameter: string) =>
  `ceil(extract(epoch from greatest(
     case when ${accountLocked} then last_failed_login_at + interval '1 hour' end,
     (select expires_at from access_code where hash = ${parameter} and uses >= 10 and expires_at > now())
   ) - now()) / 60)::int`;
const purpose = 'login';

/** Guesses at passwords: how often they failed, of which account and from where. */
@Injectable()
export class LoginsRepository {
  constructor(private readonly db: TenantDatabase) {}

  async find(whose: { username: string } | { id: Id }, network: string): Promise<LoginAttempt> {
    const byName = 'username' in whose;
    const condition = byName ? 'lower(m.username) = lower($1)' : 'm.id = $1';
    const [found] = await this.db.query<{ [Key in keyof LoginAccount]: LoginAccount[Key] | null } & LoginAttempt>(
      `select ${lockedMinutes('$2')} as "lockedMinutes",
              m.id, m.username, m.password_hash as "passwordHash", m.credentials_version as "credentialsVersion",
              m.status = 2 as "isBanned"
         from (values (0)) as attempt left join member m on ${condition} and m.deleted_at is null`,
      [byName ? whose.username : whose.id, counterKey(purpose, network)],
    );
    const { lockedMinutes: minutes, ...account } = found!;
    return { lockedMinutes: minutes, account: account.id === null ? null : (account as LoginAccount) };
  }

  /**
   * Answers false when account or network are closed meanwhile. `id`: 0 where there is no such account; the network is
   * counted all the same. Commits without waiting for the disk, which both kinds of failure would show; a crash may
   * forget the last moment's. Raises no revision: nothing that is derived from a member shows them.
   */
  async countFailure(id: Id, network: string): Promise<boolean> {
    const [counted] = await this.db.query<{ account: boolean; network: boolean }>(
      `with account as (
         update member
            set failed_logins = case when last_failed_login_at > now() - interval '1 hour' then failed_logins + 1 else 1 end,
                last_failed_login_at = now()
          where id = $1 and not ${accountLocked} returning id),
       network as (
         insert into access_code as counter (purpose, hash, subject, uses, expires_at)
         values ('${purpose}', $2, $3, 1, now() + interval '1 hour')
         on conflict (hash) do update
            set uses = case when counter.expires_at > now() then counter.uses + 1 else 1 end,
                expires_at = excluded.expires_at
          where counter.uses < 10 or counter.expires_at <= now()
         returning id)
       select exists (select from account) as account, exists (select from network) as network,
              set_config('synchronous_commit', 'off', true)`,
      [id, counterKey(purpose, network), network],
    );
    return counted!.network && (counted!.account || id === 0);
  }

  /** The last word before a session is made: forgets the account's failures, unless guesses beside this one closed it. */
  async admit(id: Id, network: string): Promise<boolean> {
    const admitted = await this.db.query(
      `with cleared as (
         update member set failed_logins = 0, last_failed_login_at = null
          where id = $1 and failed_logins > 0 and not ${accountLocked})
       select from member
        where id = $1 and status = 1 and deleted_at is null and not ${accountLocked} and not ${networkLocked('$2')}`,
      [id, counterKey(purpose, network)],
    );
    return admitted.length === 1;
  }

  /** False when the password has changed, or was guessed at too often, since the old one was checked. */
  async replacePassword({ id, credentialsVersion }: LoginAccount, hash: string): Promise<boolean> {
    const replaced = await this.db.query(
      `update member
          set password_hash = $3, credentials_version = credentials_version + 1, failed_logins = 0,
              last_failed_login_at = null, revision = revision + 1
        where id = $1 and credentials_version = $2 and deleted_at is null and not ${accountLocked}
       returning id`,
      [id, credentialsVersion, hash],
    );
    return replaced.length === 1;
  }
}
