import { Injectable } from '@nestjs/common';
import { type Id, PlatformDatabase, type Row } from '#kernel/database';
import { aloneHours, type OwnerRecovery } from './owner.js';
import { recoveryColumns } from './owners.queries.js';

export interface NewRecovery {
  readonly tenantId: Id;
  readonly username: string;
  readonly email: string | null;
  readonly proof: string;
  readonly memberId: Id | null;
  readonly isInvited: boolean;
  readonly operator: { readonly id: Id; readonly name: string };
}

/** Under the lock of the community's row. */
@Injectable()
export class RecoveriesRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** Null: one is open already. */
  async add(recovery: NewRecovery): Promise<OwnerRecovery | null> {
    const { tenantId, username, email, proof, memberId, isInvited, operator } = recovery;
    const [row] = await this.db.query<OwnerRecovery & Row>(
      `insert into platform.owner_recovery as r
         (tenant_id, username, email, proof, member_id, is_invited, asked_by, asked_name)
       values ($2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (tenant_id) where confirmed_at is null do nothing returning ${recoveryColumns('$1')}`,
      [aloneHours, tenantId, username, email, proof, memberId, isInvited, operator.id, operator.name],
    );
    return row ?? null;
  }

  /** False: it is open no more. */
  async confirm(id: Id, operator: string): Promise<boolean> {
    const confirmed = await this.db.query(
      `update platform.owner_recovery set confirmed_at = now(), confirmed_name = $2
        where id = $1 and confirmed_at is null returning id`,
      [id, operator],
    );
    return confirmed.length > 0;
  }

  /** Answers whom it was for; null: none is open. */
  async withdraw(tenantId: Id): Promise<{ username: string } | null> {
    const [row] = await this.db.query<{ username: string }>(
      'delete from platform.owner_recovery where tenant_id = $1 and confirmed_at is null returning username',
      [tenantId],
    );
    return row ?? null;
  }
}
