import { Global, Module } from '@nestjs/common';
import { TenantSource } from '#kernel/tenancy';
import { AuditModule } from '#platform/audit';
import { OperatorsModule } from '#platform/operators';
import { TenantsModule } from '#platform/tenants';
import { DomainsController } from './domains.controller.js';
import { DomainsQueries } from './domains.queries.js';
import { DomainsService } from './domains.service.js';
import { HostsRepository } from './hosts.repository.js';
import { TenantHostsQueries } from './tenant-hosts.queries.js';

/** Global, because the kernel's tenancy looks for its TenantSource. */
@Global()
@Module({
  imports: [AuditModule, OperatorsModule, TenantsModule],
  controllers: [DomainsController],
  providers: [{ provide: TenantSource, useClass: TenantHostsQueries }, DomainsQueries, DomainsService, HostsRepository],
  exports: [TenantSource, DomainsService],
})
export class DomainsModule {}
