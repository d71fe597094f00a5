import { Injectable } from '@nestjs/common';
import type { TenantState } from '#kernel/scope';
import { TenantSource } from '#kernel/tenancy';
import { type AuditEntry, AuditLog } from '#platform/audit';
import { TenantNotFound } from '#platform/tenants';
import type { DomainActor } from './domain.js';
import { hostIn } from './domain-name.js';
import { DomainNotFound, DomainStateConflict } from './domains.errors.js';
import { HostsRepository } from './hosts.repository.js';

/** In which a community may get domains, or choose among them. */
const atWork: ReadonlySet<TenantState> = new Set(['active', 'read_only', 'suspended']);

/** What all that is done about domains has in common: whose turn it is, and who is noted. */
@Injectable()
export class DomainDesk {
  constructor(
    private readonly hosts: HostsRepository,
    private readonly audit: AuditLog,
    private readonly tenants: TenantSource,
  ) {}

  /** Holds off other changes of this community until the end of the transaction. */
  async lock(tenantId: number, states: ReadonlySet<TenantState> = atWork): Promise<void> {
    const state = await this.hosts.lockTenant(tenantId);
    if (state === null) throw new TenantNotFound();
    if (!states.has(state)) throw new DomainStateConflict(state);
  }

  /** What its plan allows; null: as many as it likes. */
  async mostDomains(tenantId: number): Promise<number | null> {
    return (await this.tenants.findById(tenantId))?.limits.domains ?? null;
  }

  /** The community itself, unless an operator acts. */
  async note(actor: DomainActor, action: string, tenantId: number, details: AuditEntry['details']): Promise<void> {
    const entry = { action, tenantId, details };
    if ('operator' in actor) await this.audit.record(actor.operator, entry);
    else await this.audit.recordMember(actor.member, entry);
  }
}

/** A host that somebody names in whatever form; what is none is nobody's. */
export function namedHost(given: string): string {
  const host = hostIn(given);
  if (host === null) throw new DomainNotFound();
  return host;
}
