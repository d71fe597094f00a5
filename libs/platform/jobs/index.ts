export { DeadJobs } from './dead-jobs.service.js';
export { type DeadJobFilter, deadJobFilterOf, type JobFilter, jobFilterOf } from './job-filter.js';
export type { DeadJobView, JobCountsView, JobsView, JobTenantView } from './jobs.dto.js';
export { PlatformJobsModule } from './jobs.module.js';
export { JobsService } from './jobs.service.js';
export { ReconcileService } from './reconcile.service.js';
