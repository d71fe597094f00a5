import { Injectable } from '@nestjs/common';
import { On, PermanentError } from '#kernel/jobs';
import { tenantScope } from '#kernel/scope';
import { TenantDirectory, TenantOwners } from '#kernel/tenancy';
import { isOwner } from './owner.js';
import { OwnershipAccepted } from './owners.events.js';
import { OwnersQueries } from './owners.queries.js';

/** Whoever owns a community administers it, also where the process that took their consent has not lived to see to that. */
@Injectable()
export class InstallOwner {
  constructor(
    private readonly views: OwnersQueries,
    private readonly tenants: TenantDirectory,
    private readonly members: TenantOwners,
  ) {}

  @On(OwnershipAccepted, { task: 'owners.install', class: 'lifecycle', inUnit: false })
  async handle({ tenantId, username }: OwnershipAccepted): Promise<void> {
    const [found, tenant] = await Promise.all([this.views.find(tenantId), this.tenants.findById(tenantId)]);
    if (!tenant || !found || !isOwner({ username }, found.owner)) return; // gone, or somebody else's by now
    if (found.owner.state === 'deleted') return;
    const isThere = await tenantScope.run(tenant, () => this.members.install(username));
    if (!isThere) throw new PermanentError('The owner of a community is no member of it any more.');
  }
}
