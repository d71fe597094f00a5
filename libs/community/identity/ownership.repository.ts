import { Injectable } from '@nestjs/common';
import { type Id, type Row, TenantDatabase } from '#kernel/database';
import type { InvitedOwner, OwnerCandidate } from '#kernel/tenancy';

@Injectable()
export class OwnershipRepository {
  constructor(private readonly db: TenantDatabase) {}

  async find(username: string): Promise<OwnerCandidate | null> {
    const [found] = await this.db.query<OwnerCandidate & Row>(
      `select id, username, email, is_admin as "isAdministrator", status = 2 as "isBanned" from member
        where lower(username) = lower($1) and deleted_at is null`,
      [username],
    );
    return found ?? null;
  }

  /** Answers who was changed by it; null where nobody had to be. */
  async install(username: string): Promise<Id | null> {
    const [changed] = await this.db.query<{ id: Id }>(
      `update member set is_admin = true, status = 1, revision = revision + 1
        where lower(username) = lower($1) and deleted_at is null and (not is_admin or status <> 1) returning id`,
      [username],
    );
    return changed?.id ?? null;
  }

  /** Answers who was made; null where the name is taken, be it by an earlier call. */
  async invite({ username, email, inviteHash }: InvitedOwner): Promise<Id | null> {
    const [made] = await this.db.query<{ id: Id }>(
      `with owner as (
         insert into member (username, nickname, email, is_admin) values ($1, $1, $2, true)
         on conflict do nothing returning id),
       invited as (
         insert into access_code (purpose, hash, member_id, expires_at)
         select 'invite', $3, id, now() + interval '7 days' from owner)
       select id::int from owner`,
      [username, email ?? '', inviteHash],
    );
    return made?.id ?? null;
  }

  /** Again does nothing. */
  async readmit({ username, inviteHash }: InvitedOwner): Promise<void> {
    await this.db.query(
      `insert into access_code (purpose, hash, member_id, expires_at)
       select 'invite', $2, id, now() + interval '7 days' from member
        where lower(username) = lower($1) and deleted_at is null
       on conflict (hash) do nothing`,
      [username, inviteHash],
    );
  }

  /** Whether this invitation was given to whoever has the name. */
  async isInvited({ username, inviteHash }: InvitedOwner): Promise<boolean> {
    const found = await this.db.query(
      `select from access_code c join member m on m.id = c.member_id
        where c.hash = $2 and c.purpose = 'invite' and lower(m.username) = lower($1) and m.deleted_at is null`,
      [username, inviteHash],
    );
    return found.length > 0;
  }
}
