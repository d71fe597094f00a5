import { Module } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { OperatorsModule } from '#platform/operators';
import { PlatformSearchController } from './search.controller.js';
import { PlatformSearchService } from './search.service.js';
import { SearchTenantsQueries } from './search-tenants.queries.js';
import { TenantSearchController } from './tenant-search.controller.js';

/** Of operators; the indexes themselves are the kernel's. */
@Module({
  imports: [AuditModule, OperatorsModule],
  controllers: [PlatformSearchController, TenantSearchController],
  providers: [PlatformSearchService, SearchTenantsQueries],
  exports: [PlatformSearchService],
})
export class PlatformSearchModule {}
