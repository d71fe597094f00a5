import { Module } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { OperatorsModule } from '#platform/operators';
import { TenantsModule } from '#platform/tenants';
import { DomainTally } from './domain-tally.queries.js';
import { PlansController } from './plans.controller.js';
import { PlansQueries } from './plans.queries.js';
import { PlansRepository } from './plans.repository.js';
import { PlansService } from './plans.service.js';
import { TenantPlanController } from './tenant-plan.controller.js';

@Module({
  imports: [AuditModule, OperatorsModule, TenantsModule],
  controllers: [PlansController, TenantPlanController],
  providers: [DomainTally, PlansQueries, PlansRepository, PlansService],
  exports: [PlansService],
})
export class PlansModule {}
