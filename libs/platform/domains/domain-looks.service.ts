import { Injectable } from '@nestjs/common';
import { AuditLog } from '#platform/audit';
import { type Claim, type DomainProblem, nextLookIn, type Ownership, ownershipAfter, type Sight } from './domain.js';
import { DomainsRepository } from './domains.repository.js';
import { HostsRepository } from './hosts.repository.js';

/** What was seen, and for which token: one that was given back and claimed anew meanwhile has another. */
export interface Sighted {
  readonly token: string;
  readonly sight: Sight;
}

export interface Settled {
  readonly before: Ownership;
  readonly ownership: Ownership;
  readonly problem: DomainProblem | null;
  /** Another community has released it a short while ago: until when it is kept from others. */
  readonly heldUntil?: Date;
}

const serving: ReadonlySet<Ownership> = new Set(['verified', 'degraded']);

/** What follows from a look at the DNS, in the unit of work that is open. */
@Injectable()
export class DomainLooks {
  constructor(
    private readonly claims: DomainsRepository,
    private readonly hosts: HostsRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Under the lock of the tenant's row. Null when what was looked at is not claimed any more. */
  async settle(tenantId: number, host: string, { token, sight }: Sighted): Promise<Settled | null> {
    const claim = await this.claims.lock(tenantId, host);
    if (claim?.token !== token) return null;
    const settled = await this.settled(tenantId, host, claim, sight);
    const { ownership, problem } = settled;
    await this.claims.note(tenantId, host, { ownership, problem, nextLookIn: nextLookIn(claim, ownership, sight) });
    if (serving.has(ownership) !== serving.has(claim.ownership)) await this.hosts.stamp(tenantId);
    return settled;
  }

  /** The same by the platform itself, which notes what changes by it. */
  async settleOwn(tenantId: number, host: string, sighted: Sighted): Promise<void> {
    if ((await this.hosts.lockTenant(tenantId)) === null) return;
    const settled = await this.settle(tenantId, host, sighted);
    if (!settled || settled.before === settled.ownership) return;
    const { before: from, ownership: to } = settled;
    await this.audit.recordOwn({ action: 'domain.look', tenantId, details: { host, from, to } });
  }

  private async settled(tenantId: number, host: string, claim: Claim, sight: Sight): Promise<Settled> {
    const { ownership: before } = claim;
    const ownership = ownershipAfter(claim, sight);
    if (ownership === 'verified' && !serving.has(before))
      return { before, ...(await this.take(tenantId, host, before)) };
    if (!serving.has(ownership) && serving.has(before)) await this.hosts.free(tenantId, host);
    return { before, ownership, problem: sight === 'proven' ? null : sight };
  }

  /** The quarantine is looked for last: whoever frees the host at this moment is waited for. */
  private async take(tenantId: number, host: string, before: Ownership): Promise<Omit<Settled, 'before'>> {
    if (!(await this.hosts.take(tenantId, host))) return { ownership: before, problem: 'taken' };
    const heldUntil = await this.claims.heldUntil(tenantId, host);
    if (heldUntil !== null) {
      await this.hosts.free(tenantId, host);
      return { ownership: before, problem: 'quarantined', heldUntil };
    }
    await this.claims.endQuarantine(host);
    return { ownership: 'verified', problem: null };
  }
}
