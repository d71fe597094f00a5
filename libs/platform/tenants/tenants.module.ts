import { Module } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { MeteringModule } from '#platform/metering';
import { OperatorsModule } from '#platform/operators';
import { TenantCountsController } from './tenant-counts.controller.js';
import { TenantCountsQueries } from './tenant-counts.queries.js';
import { TenantPlansRepository } from './tenant-plans.repository.js';
import { TenantPlans } from './tenant-plans.service.js';
import { TenantSpaceController } from './tenant-space.controller.js';
import { TenantSpaceService } from './tenant-space.service.js';
import { TenantUsageService } from './tenant-usage.service.js';
import { TenantsController } from './tenants.controller.js';
import { TenantsQueries } from './tenants.queries.js';
import { TenantsRepository } from './tenants.repository.js';
import { TenantsService } from './tenants.service.js';
import { NewTenants } from './new-tenants.service.js';

/** Needs a SpaceUsage, which the community provides. */
@Module({
  imports: [AuditModule, MeteringModule, OperatorsModule],
  controllers: [TenantsController, TenantCountsController, TenantSpaceController],
  providers: [
    NewTenants,
    TenantCountsQueries,
    TenantsQueries,
    TenantsRepository,
    TenantsService,
    TenantPlans,
    TenantPlansRepository,
    TenantSpaceService,
    TenantUsageService,
  ],
  exports: [NewTenants, TenantCountsQueries, TenantsService, TenantPlans, TenantSpaceService, TenantUsageService],
})
export class TenantsModule {}
