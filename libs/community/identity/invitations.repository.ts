import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';

export interface Invited {
  readonly username: string;
}

@Injectable()
export class InvitationsRepository {
  constructor(private readonly db: TenantDatabase) {}

  async find(hash: Buffer): Promise<Invited | null> {
    const [found] = await this.db.query<Invited & Record<string, unknown>>(
      `select m.username from access_code c join member m on m.id = c.member_id
        where c.hash = $1 and c.purpose = 'invite' and c.used_at is null and c.expires_at > now() and m.deleted_at is null`,
      [hash],
    );
    return found ?? null;
  }

  /** Of two who use the same invitation at once, one gets null. */
  async accept(hash: Buffer, passwordHash: string): Promise<Invited | null> {
    const [accepted] = await this.db.query<Invited & Record<string, unknown>>(
      `with used as (
         update access_code set used_at = now()
          where hash = $1 and purpose = 'invite' and used_at is null and expires_at > now() returning member_id)
       update member m
          set password_hash = $2, credentials_version = credentials_version + 1, failed_logins = 0, revision = revision + 1
         from used where m.id = used.member_id and m.deleted_at is null
       returning m.username`,
      [hash, passwordHash],
    );
    return accepted ?? null;
  }
}
