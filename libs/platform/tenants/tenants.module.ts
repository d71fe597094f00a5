import { Module } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { OperatorsModule } from '#platform/operators';
import { TenantsController } from './tenants.controller.js';
import { TenantsQueries } from './tenants.queries.js';
import { TenantsRepository } from './tenants.repository.js';
import { TenantsService } from './tenants.service.js';
import { NewTenants } from './new-tenants.service.js';

@Module({
  imports: [AuditModule, OperatorsModule],
  controllers: [TenantsController],
  providers: [NewTenants, TenantsQueries, TenantsRepository, TenantsService],
  exports: [NewTenants, TenantsService],
})
export class TenantsModule {}
