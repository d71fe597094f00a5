import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { CheckedSignup } from './signup.js';

export interface NewSignup {
  readonly request: CheckedSignup;
  readonly keyHash: Buffer;
  readonly requestHash: Buffer;
  readonly plan: string;
  readonly address: string;
  readonly invitationId: number | null;
}

export interface Begun {
  readonly tenantId: number;
  readonly operationId: number;
}

@Injectable()
export class SignupsRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** Of a community that is being made already. */
  async addAccepted(signup: NewSignup, { tenantId, operationId }: Begun): Promise<void> {
    await this.db.query(
      `insert into platform.signup (${columns}, state, tenant_id, operation_id) values (${places}, 'accepted', $12, $13)`,
      [...valuesOf(signup), tenantId, operationId],
    );
  }

  /** Answers its id; null when the request is there already, or another one waits for the same slug. */
  async addPending(signup: NewSignup, passwordHash: string): Promise<number | null> {
    await this.db.query(`delete from platform.signup where slug = $1 and state = 'pending' and expires_at <= now()`, [
      signup.request.slug,
    ]);
    const [row] = await this.db.query<{ id: number }>(
      `insert into platform.signup (${columns}, state, password_hash) values (${places}, 'pending', $12)
       on conflict do nothing returning id`,
      [...valuesOf(signup), passwordHash],
    );
    return row?.id ?? null;
  }

  /** False when it waits no longer. */
  async accept(id: number, operator: string, { tenantId, operationId }: Begun): Promise<boolean> {
    const rows = await this.db.query(
      `update platform.signup
          set state = 'accepted', password_hash = null, tenant_id = $3, operation_id = $4, ${decided}
        where id = $1 and state = 'pending' and expires_at > now() returning id`,
      [id, operator, tenantId, operationId],
    );
    return rows.length > 0;
  }

  /** False when it waits no longer. */
  async refuse(id: number, operator: string, reason: string): Promise<boolean> {
    const rows = await this.db.query(
      `update platform.signup set state = 'refused', password_hash = null, reason = $3, ${decided}
        where id = $1 and state = 'pending' and expires_at > now() returning id`,
      [id, operator, reason],
    );
    return rows.length > 0;
  }

  /** With the counts that say nothing any more, and invitations that nobody could use for a quarter of a year. */
  async removeOld(most: number): Promise<void> {
    for (const [table, key, condition] of [
      ['signup', 'id', 'expires_at < now()'],
      ['signup_count', 'hash', 'expires_at < now()'],
      ['signup_invitation', 'id', `expires_at < now() - interval '90 days'`],
    ])
      await this.db.query(
        `delete from platform.${table}
          where ${key} in (select ${key} from platform.${table} where ${condition} limit $1 for update skip locked)`,
        [most],
      );
  }
}

const columns = 'key_hash, request_hash, slug, name, locale, template, plan, username, email, address, invitation_id';
const places = '$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11';
const decided = `decided_by = $2, decided_at = now(), expires_at = now() + interval '30 days'`;

const valuesOf = ({ request, keyHash, requestHash, plan, address, invitationId }: NewSignup): unknown[] => {
  const { slug, name, locale, template, username, email } = request;
  return [keyHash, requestHash, slug, name, locale, template, plan, username, email, address, invitationId];
};
