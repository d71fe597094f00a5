import { Module } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { OperatorsModule } from '#platform/operators';
import { DeadJobs } from './dead-jobs.service.js';
import { JobTenantsQueries } from './job-tenants.queries.js';
import { JobsController } from './jobs.controller.js';
import { JobsService } from './jobs.service.js';
import { ReconcileController } from './reconcile.controller.js';
import { ReconcileService } from './reconcile.service.js';

/** Of operators; the tasks themselves are the kernel's. */
@Module({
  imports: [AuditModule, OperatorsModule],
  controllers: [JobsController, ReconcileController],
  providers: [DeadJobs, JobsService, JobTenantsQueries, ReconcileService],
  exports: [DeadJobs, JobsService],
})
export class PlatformJobsModule {}
