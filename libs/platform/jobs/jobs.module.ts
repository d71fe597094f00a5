import { Global, Module } from '@nestjs/common';
import { ReconcilableTenants } from '#kernel/jobs';
import { AuditModule } from '#platform/audit';
import { OperatorsModule } from '#platform/operators';
import { DeadJobs } from './dead-jobs.service.js';
import { JobTenantsQueries } from './job-tenants.queries.js';
import { JobsController } from './jobs.controller.js';
import { JobsService } from './jobs.service.js';
import { ReconcilableTenantsQueries } from './reconcilable-tenants.queries.js';
import { ReconcileController } from './reconcile.controller.js';
import { ReconcileService } from './reconcile.service.js';

/** Of operators; the tasks themselves are the kernel's. Global, because the kernel's reconciler looks for its tenants. */
@Global()
@Module({
  imports: [AuditModule, OperatorsModule],
  controllers: [JobsController, ReconcileController],
  providers: [
    DeadJobs,
    JobsService,
    JobTenantsQueries,
    ReconcileService,
    { provide: ReconcilableTenants, useClass: ReconcilableTenantsQueries },
  ],
  exports: [DeadJobs, JobsService, ReconcilableTenants],
})
export class PlatformJobsModule {}
