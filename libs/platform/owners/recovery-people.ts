import { Injectable } from '@nestjs/common';
import { hashSecret, MasterKey } from '#kernel/crypto';
import type { Id } from '#kernel/database';
import { AppError } from '#kernel/http';
import { tenantScope, type TenantState } from '#kernel/scope';
import { TenantDirectory, TenantOwners, TenantSetup } from '#kernel/tenancy';
import { TenantNotFound } from '#platform/tenants';
import type { OwnerRecovery } from './owner.js';
import { CandidateUnfit } from './owners.errors.js';

export interface RecoveryCandidate {
  readonly username: string;
  /** Null: they have no account yet. */
  readonly memberId: Id | null;
  readonly email: string;
}

/** What has no schema, or will soon have none, has nobody who could own it. */
const without: ReadonlySet<TenantState> = new Set(['provisioning', 'deleting', 'deleted', 'failed']);

/** The people of a community, for the recovery of its ownership. Each call enters its scope, outside of a unit of work. */
@Injectable()
export class RecoveryPeople {
  constructor(
    private readonly masterKey: MasterKey,
    private readonly tenants: TenantDirectory,
    private readonly setup: TenantSetup,
    private readonly members: TenantOwners,
  ) {}

  /** Somebody who is there, or whoever will get an account of this name. */
  async find(tenantId: Id, username: string): Promise<RecoveryCandidate> {
    const member = await this.within(tenantId, () => this.members.find(username));
    if (member?.isBanned) throw new CandidateUnfit(username, 'This member is suspended.');
    if (member) return { username: member.username, memberId: member.id, email: member.email };
    const refusal = this.setup.refusal({ username });
    if (refusal) throw new CandidateUnfit(username, refusal.message);
    return { username, memberId: null, email: '' };
  }

  /** Administrator from now on; safe to repeat. Answers the path by which they set a password, where they are to. */
  async install(tenantId: Id, recovery: OwnerRecovery): Promise<string | undefined> {
    const { id, username, email, memberId, isInvited } = recovery;
    const secret = this.masterKey.token('owner-invite', String(id)); // made anew, never stored
    const invited = { username, ...(email !== null && { email }), inviteHash: hashSecret(secret) };
    const done = await this.within(tenantId, async () => {
      if (memberId === null) return this.members.invite(invited);
      if ((await this.members.find(username))?.id !== memberId) return false; // another one has the name by now
      return (await this.members.install(username)) && (!isInvited || this.members.readmit(invited));
    });
    if (!done) throw new CandidateUnfit(username, 'Somebody else has this name by now, or nobody any more.');
    return isInvited ? this.setup.invitePath(secret) : undefined;
  }

  private async within<T>(tenantId: Id, work: () => Promise<T>): Promise<T> {
    const tenant = await this.tenants.findById(tenantId);
    if (!tenant) throw new TenantNotFound();
    if (without.has(tenant.state)) throw new AppError('tenant.state-conflict', { state: tenant.state });
    return tenantScope.run(tenant, work);
  }
}
