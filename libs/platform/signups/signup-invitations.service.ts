import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import type { Stretch } from '#kernel/http';
import { AuditLog } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';
import { codeHash, newCode } from './signup-codes.js';
import type { NewInvitation, SignupInvitation } from './signup-invitation.js';
import { SignupInvitationsRepository } from './signup-invitations.repository.js';
import { InvitationNotFound } from './signups.errors.js';

export type WantedInvitation = Omit<NewInvitation, 'hash' | 'createdBy'>;

/** Codes that operators give to people who may make a community. A code is told once, when it is made. */
@Injectable()
export class SignupInvitationsService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly rows: SignupInvitationsRepository,
    private readonly audit: AuditLog,
  ) {}

  async create(
    operator: OperatorAccount,
    wanted: WantedInvitation,
  ): Promise<{ readonly invitation: SignupInvitation; readonly code: string }> {
    const code = newCode();
    return this.db.transaction(async () => {
      const invitation = await this.rows.add({ ...wanted, hash: codeHash(code), createdBy: operator.name });
      const { id, uses, plan } = invitation;
      await this.audit.record(operator, { action: 'invitation.create', details: { id, uses, plan }, status: 201 });
      return { invitation, code };
    });
  }

  list = (stretch: Stretch): Promise<SignupInvitation[]> => this.rows.list(stretch);

  /** From now on nobody uses it. Communities that were made with it stay. */
  async revoke(operator: OperatorAccount, id: number): Promise<SignupInvitation> {
    return this.db.transaction(async () => {
      const invitation = await this.rows.revoke(id);
      if (!invitation) throw new InvitationNotFound();
      await this.audit.record(operator, { action: 'invitation.revoke', details: { id } });
      return invitation;
    });
  }
}
