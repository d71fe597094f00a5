import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import type { NewInvitation, SignupInvitation } from './signup-invitation.js';

const columns = `id, uses, used, plan, note, created_by as "createdBy", created_at as "createdAt",
  expires_at as "expiresAt", revoked_at as "revokedAt"`;
const isGood = 'used < uses and revoked_at is null and expires_at > now()';

@Injectable()
export class SignupInvitationsRepository {
  constructor(private readonly db: PlatformDatabase) {}

  async add({ hash, uses, plan, note, createdBy, expires }: NewInvitation): Promise<SignupInvitation> {
    const [row] = await this.db.query<SignupInvitation & Record<string, unknown>>(
      `insert into platform.signup_invitation (hash, uses, plan, note, created_by, expires_at)
       values ($1, $2, $3, $4, $5, coalesce($6, now() + interval '30 days')) returning ${columns}`,
      [hash, uses, plan, note, createdBy, expires],
    );
    return row!;
  }

  /** One that can be used now. */
  async findGood(hash: Buffer): Promise<Pick<SignupInvitation, 'id' | 'plan'> | null> {
    const [row] = await this.db.query<Pick<SignupInvitation, 'id' | 'plan'> & Record<string, unknown>>(
      `select id, plan from platform.signup_invitation where hash = $1 and ${isGood}`,
      [hash],
    );
    return row ?? null;
  }

  /** False when it cannot be used any more; of those who want the last use at once, one gets it. */
  async use(id: number): Promise<boolean> {
    const rows = await this.db.query(
      `update platform.signup_invitation set used = used + 1 where id = $1 and ${isGood} returning id`,
      [id],
    );
    return rows.length > 0;
  }

  /** Null when there is none; once more changes nothing. */
  async revoke(id: number): Promise<SignupInvitation | null> {
    const [row] = await this.db.query<SignupInvitation & Record<string, unknown>>(
      `update platform.signup_invitation set revoked_at = coalesce(revoked_at, now()) where id = $1 returning ${columns}`,
      [id],
    );
    return row ?? null;
  }

  /** Newest first, one more than asked for. */
  async list({ limit, before }: Stretch): Promise<SignupInvitation[]> {
    return this.db.query<SignupInvitation & Record<string, unknown>>(
      `select ${columns} from platform.signup_invitation where ($1::bigint is null or id < $1) order by id desc limit $2`,
      [before, limit + 1],
    );
  }
}
