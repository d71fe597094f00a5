import { Injectable } from '@nestjs/common';
import type { OperatorAccount } from '#platform/operators';
import { AuditLog } from '#platform/audit';
import { SignupMails } from './signup-mails.js';
import type { Signup } from './signup.js';
import { SignupInvitationsRepository } from './signup-invitations.repository.js';
import { SignupLimits } from './signup-limits.js';
import { said } from './signup-problems.js';
import { SignupDecided, SignupInvalid } from './signups.errors.js';
import { type Begun, type NewSignup, SignupsRepository } from './signups.repository.js';

/** What of a sign-up belongs to one transaction: it is counted, noted and followed by a mail, or never was. */
@Injectable()
export class SignupRecords {
  constructor(
    private readonly signups: SignupsRepository,
    private readonly limits: SignupLimits,
    private readonly invitations: SignupInvitationsRepository,
    private readonly audit: AuditLog,
    private readonly mails: SignupMails,
  ) {}

  /** A community that is being made at once. */
  async accepted(signup: NewSignup, begun: Begun): Promise<void> {
    await this.limits.take({ address: signup.address, email: signup.request.email });
    if (signup.invitationId !== null && !(await this.invitations.use(signup.invitationId)))
      throw new SignupInvalid([{ field: 'code', text: said.codeWrong }]);
    await this.signups.addAccepted(signup, begun);
  }

  /** One that waits for an operator. */
  async pending(signup: NewSignup, passwordHash: string): Promise<void> {
    await this.limits.take({ address: signup.address, email: signup.request.email });
    const id = await this.signups.addPending(signup, passwordHash);
    if (id === null) throw new SignupInvalid([{ field: 'slug', text: said.slugTaken }]);
    await this.mails.received(id, signup.request);
  }

  /** One that an operator lets, and which is being made now. */
  async approved(operator: OperatorAccount, signup: Signup, begun: Begun): Promise<void> {
    const { id, slug, state } = signup;
    if (!(await this.signups.accept(id, operator.name, begun))) throw new SignupDecided(state);
    const { tenantId } = begun;
    await this.audit.record(operator, { action: 'signup.approve', tenantId, details: { signup: id, slug } });
    await this.mails.approved(signup);
  }

  async refused(operator: OperatorAccount, signup: Signup, reason: string): Promise<void> {
    const { id, slug, state } = signup;
    if (!(await this.signups.refuse(id, operator.name, reason))) throw new SignupDecided(state);
    await this.audit.record(operator, { action: 'signup.refuse', details: { signup: id, slug, reason } });
    await this.mails.refused(signup, reason);
  }
}
