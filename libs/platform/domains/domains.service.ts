import { Injectable } from '@nestjs/common';
import { type HostView, TenantNotFound } from '#platform/tenants';
import { DomainsQueries } from './domains.queries.js';
import { HostsRepository } from './hosts.repository.js';

@Injectable()
export class DomainsService {
  constructor(
    private readonly domains: DomainsQueries,
    private readonly hosts: HostsRepository,
  ) {}

  /** The primary host first. */
  async list(tenantId: number): Promise<HostView[]> {
    const hosts = await this.domains.listHosts(tenantId);
    if (!hosts) throw new TenantNotFound();
    return hosts;
  }

  addPrimary = (tenantId: number, host: string): Promise<void> => this.hosts.addPrimary(tenantId, host);
  removeAll = (tenantId: number): Promise<void> => this.hosts.removeAll(tenantId);
}
