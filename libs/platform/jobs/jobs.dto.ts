import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { IdField } from '#kernel/http';
import { type TaskClass, taskClasses, type TaskState } from '#kernel/jobs';
import { kindForm, kindReason } from './job-filter.js';

const age = 'Seconds for which the oldest of those that could run has been waiting; null when none does.';

/** Of this class alone. */
export class JobCountsView implements Record<TaskState, number> {
  @ApiProperty({ enum: taskClasses, example: 'index' })
  class!: TaskClass;
  @ApiProperty({ type: Number, description: 'Waiting to be run, now or at a later try.', example: 12 })
  ready!: number;
  @ApiProperty({ type: Number, description: 'On the way to a worker.', example: 4 })
  queued!: number;
  @ApiProperty({ type: Number, example: 2 })
  running!: number;
  @ApiProperty({ type: Number, description: 'Waiting for their community to be at work again.', example: 0 })
  parked!: number;
  @ApiProperty({ type: Number, description: 'Given up: see `/platform/v1/jobs/dead`.', example: 0 })
  dead!: number;
  @ApiProperty({ type: Number, nullable: true, description: age, example: 0.3 })
  oldest_ready_seconds!: number | null;
}

export class JobTenantView {
  @ApiProperty({ type: Number, example: 3 })
  id!: number;
  @ApiProperty({ type: String, example: 'tea' })
  slug!: string;
}

const whose = 'Null: of the platform itself, or of a community that is gone.';

export class TenantJobsView {
  @ApiProperty({ type: JobTenantView, nullable: true, description: whose })
  tenant!: JobTenantView | null;
  @ApiProperty({ type: Number, description: 'Of all classes and states.', example: 18 })
  count!: number;
  @ApiProperty({ type: [JobCountsView], description: 'Only classes that it has tasks of.' })
  by_class!: JobCountsView[];
}

export class WorkerView {
  @ApiProperty({ type: Number, example: 41 })
  number!: number;
  @ApiProperty({ type: String, example: 'worker-7d9f' })
  host!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Tasks of each class that it runs at once.',
    example: { notify: 8, index: 8 },
  })
  concurrency!: Readonly<Record<string, number>>;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  since!: Date;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T12:00:05.000Z' })
  seen!: Date;
}

export class ScheduleView {
  @ApiProperty({ type: String, example: 'timelines.cool-down' })
  kind!: string;
  @ApiProperty({ enum: taskClasses, example: 'maintenance' })
  class!: TaskClass;
  @ApiProperty({ type: Number, example: 3600 })
  every_seconds!: number;
  @ApiProperty({ type: Boolean, description: 'One task for each community, else one in all.', example: true })
  per_tenant!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-03-01T09:30:00.000Z' })
  last!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T10:30:00.000Z' })
  next!: Date;
}

export class JobsView {
  @ApiProperty({ enum: ['in-process', 'bullmq'], description: 'What carries tasks to workers.', example: 'bullmq' })
  driver!: 'in-process' | 'bullmq';
  @ApiProperty({ type: Number, description: 'Tasks of all states.', example: 18 })
  count!: number;
  @ApiProperty({ type: Number, description: 'Those that were given up.', example: 0 })
  dead!: number;
  @ApiProperty({ type: Number, nullable: true, description: age, example: 0.3 })
  oldest_ready_seconds!: number | null;
  @ApiProperty({ type: [JobCountsView], description: 'Of every class, of all communities.' })
  by_class!: JobCountsView[];
  @ApiProperty({
    type: Number,
    description: 'Communities that have tasks, the platform itself among them.',
    example: 1,
  })
  tenants!: number;
  @ApiProperty({ type: [TenantJobsView], description: 'The 50 of them that have most, the most first.' })
  by_tenant!: TenantJobsView[];
  @ApiProperty({ type: [WorkerView], description: 'Processes that run tasks and were heard of lately.' })
  workers!: WorkerView[];
  @ApiProperty({ type: [ScheduleView] })
  schedules!: ScheduleView[];
}

export class DeadJobView {
  @ApiProperty({ type: Number, example: 1042 })
  id!: number;
  @ApiProperty({ type: JobTenantView, nullable: true, description: whose })
  tenant!: JobTenantView | null;
  @ApiProperty({ type: String, example: 'search.reindex-post' })
  kind!: string;
  @ApiProperty({ enum: taskClasses, example: 'index' })
  class!: TaskClass;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Ids.', example: { postId: 7 } })
  payload!: Readonly<Record<string, unknown>>;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What it is about; tasks of one key are folded.',
    example: '7',
  })
  key!: string | null;
  @ApiProperty({ type: Number, example: 20 })
  attempts!: number;
  @ApiProperty({ type: String, nullable: true, example: 'QueryFailedError, code 42P01' })
  reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Where it failed.', example: '    at SearchIndex.put …' })
  stack!: string | null;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T09:30:00.000Z' })
  created_at!: Date;
  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-01T12:30:00.000Z' })
  dead_at!: Date;
}

export class DeadJobListView {
  @ApiProperty({ type: [DeadJobView] })
  items!: DeadJobView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page.', example: 'aWQ6MTc' })
  next!: string | null;
}

/** Which dead letters; all of them where nothing is said. */
export class RetryJobsDto {
  @IdField({ optional: true, about: 'Id of a community.' })
  tenant?: number;

  @IsOptional()
  @IsIn(taskClasses)
  @ApiProperty({ enum: taskClasses, required: false })
  class?: TaskClass;

  @IsOptional()
  @Matches(kindForm, { message: kindReason })
  @ApiProperty({ type: String, required: false, example: 'search.reindex-post' })
  kind?: string;
}

export class RetriedJobsView {
  @ApiProperty({ type: Number, description: 'Ready again.', example: 5000 })
  retried!: number;
  @ApiProperty({
    type: Number,
    description: 'Matching ones that are left: at most 10,000 are taken at once.',
    example: 0,
  })
  left!: number;
}
