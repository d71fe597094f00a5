import { Global, Module } from '@nestjs/common';
import { HostWitness, TenantSource } from '#kernel/tenancy';
import { AuditModule } from '#platform/audit';
import { OperatorsModule } from '#platform/operators';
import { TenantsModule } from '#platform/tenants';
import { DomainDesk } from './domain-desk.js';
import { DomainLooks } from './domain-looks.service.js';
import { DomainProofs } from './domain-proofs.service.js';
import { DomainsController } from './domains.controller.js';
import { DomainsQueries } from './domains.queries.js';
import { DomainsRepository } from './domains.repository.js';
import { DomainsService } from './domains.service.js';
import { HostsRepository } from './hosts.repository.js';
import { LookAtDomains } from './look-at-domains.handler.js';
import { TenantHostsQueries } from './tenant-hosts.queries.js';

/** Global, because the kernel's tenancy looks for its TenantSource and its HostWitness. */
@Global()
@Module({
  imports: [AuditModule, OperatorsModule, TenantsModule],
  controllers: [DomainsController],
  providers: [
    { provide: TenantSource, useClass: TenantHostsQueries },
    { provide: HostWitness, useExisting: HostsRepository },
    DomainDesk,
    DomainLooks,
    DomainProofs,
    DomainsQueries,
    DomainsRepository,
    DomainsService,
    HostsRepository,
    LookAtDomains,
  ],
  exports: [TenantSource, HostWitness, DomainsService, DomainProofs],
})
export class DomainsModule {}
