import { Injectable } from '@nestjs/common';
import { type Id, PlatformDatabase } from '#kernel/database';
import { mailAddress } from '#kernel/mail';
import { AuditLog } from '#platform/audit';
import type { OperatorAccount } from '#platform/operators';
import { TenantNotFound } from '#platform/tenants';
import { HandoverSteps } from './handover-steps.js';
import { isOwner, type Owner, type OwnerRecovery } from './owner.js';
import { OwnerEmailInvalid, RecoveryNotFound, RecoveryOpen, RecoveryTooEarly } from './owners.errors.js';
import { OwnersQueries } from './owners.queries.js';
import { OwnersRepository } from './owners.repository.js';
import { RecoveriesRepository } from './recoveries.repository.js';
import { RecoveryPeople } from './recovery-people.js';

export interface RecoveryWish {
  readonly username: string;
  readonly email?: string | null;
  /** Why whoever asks is believed to be the owner; for the operator who confirms it, and for the audit log. */
  readonly proof: string;
}

/**
 * A community whose owner cannot be reached gets another one: an operator asks, a second one confirms. Where there is no
 * second one, the first may after a day, in which the owner, who has been told, can object.
 */
@Injectable()
export class RecoveriesService {
  constructor(
    private readonly db: PlatformDatabase,
    private readonly people: RecoveryPeople,
    private readonly owners: OwnersRepository,
    private readonly views: OwnersQueries,
    private readonly recoveries: RecoveriesRepository,
    private readonly steps: HandoverSteps,
    private readonly audit: AuditLog,
  ) {}

  /** For a member, or for whoever gets an account of this name; the owner's own name: they cannot get in any more. */
  async ask(operator: OperatorAccount, tenantId: Id, { username, email: given, proof }: RecoveryWish): Promise<void> {
    const email = given ? mailAddress(given) : null;
    if (given && email === null) throw new OwnerEmailInvalid();
    const candidate = await this.people.find(tenantId, username);
    await this.db.transaction(async () => {
      const owner = await this.lock(tenantId);
      const isInvited = candidate.memberId === null || isOwner(candidate, owner);
      if (!(await this.recoveries.add({ tenantId, ...candidate, email, proof, isInvited, operator })))
        throw new RecoveryOpen();
      await this.steps.tellOwner(owner, { kind: 'recovery-asked', username: candidate.username });
      const details = { from: owner.username, to: candidate.username, proof };
      await this.audit.record(operator, { action: 'owner.ask-recovery', tenantId, details, status: 202 });
    });
  }

  /**
   * The community first, the record second: what a process that died has done already is found to be done by the next
   * call. Answers the path by which the new owner sets a password, where they are to.
   */
  async confirm(operator: OperatorAccount, tenantId: Id): Promise<string | undefined> {
    const recovery = await this.getConfirmable(operator, tenantId);
    const invitePath = await this.people.install(tenantId, recovery);
    const { email } = await this.people.find(tenantId, recovery.username);
    await this.db.transaction(async () => {
      const owner = await this.lock(tenantId);
      if (!(await this.recoveries.confirm(recovery.id, operator.name))) throw new RecoveryNotFound();
      await this.steps.tellOwner(owner, { kind: 'recovery-done', username: recovery.username });
      if (!isOwner(recovery, owner)) await this.owners.setOwner(tenantId, recovery.username);
      await this.steps.beginClaim(owner, recovery.email ?? (isOwner(recovery, owner) ? '' : email));
      const details = {
        from: owner.username,
        to: recovery.username,
        asked_by: recovery.askedName,
        proof: recovery.proof,
      };
      await this.audit.record(operator, { action: 'owner.recover', tenantId, details });
    });
    return invitePath;
  }

  async withdraw(operator: OperatorAccount, tenantId: Id): Promise<void> {
    await this.db.transaction(async () => {
      await this.lock(tenantId);
      const open = await this.recoveries.withdraw(tenantId);
      if (!open) throw new RecoveryNotFound();
      const details = { to: open.username };
      await this.audit.record(operator, { action: 'owner.withdraw-recovery', tenantId, details });
    });
  }

  private async getConfirmable(operator: OperatorAccount, tenantId: Id): Promise<OwnerRecovery> {
    const recovery = await this.views.findRecovery(tenantId);
    if (!recovery) throw new RecoveryNotFound();
    const isSame = recovery.askedBy === operator.id;
    if (isSame && (!recovery.isReady || (await this.views.hasOtherAdmin(operator.id)))) {
      throw new RecoveryTooEarly(recovery.readyAt);
    }
    return recovery;
  }

  private async lock(tenantId: Id): Promise<Owner> {
    const owner = await this.owners.lock(tenantId);
    if (!owner) throw new TenantNotFound();
    return owner;
  }
}
