import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Config } from '#kernel/config';
import { Clusters } from '#kernel/database';
import { Log } from '#kernel/logging';
import { ChildDeaths } from './child-deaths.repository.js';
import { ClaimsRepository } from './claims.repository.js';
import { DeadLetters } from './dead-letters.repository.js';
import { DerivedStates } from './derived-states.js';
import { Dispatcher } from './dispatcher.js';
import { BullmqQueue } from './drivers/bullmq.queue.js';
import { InProcessQueue } from './drivers/in-process.queue.js';
import { Handlers } from './handlers.js';
import { LatestSchema } from './latest-schema.js';
import { Leases } from './leases.js';
import { MediaChildren } from './media-children.js';
import { Outbox } from './outbox.js';
import { Queue } from './queue.js';
import { ReconcileCounts } from './reconcile-counts.js';
import { ReconcileNightly } from './reconcile-nightly.handler.js';
import { ReconcileTenant } from './reconcile-tenant.handler.js';
import { Reconciler } from './reconciler.js';
import { ReconciliationRepository } from './reconciliation.repository.js';
import { ScheduleRepository } from './schedule.repository.js';
import { TaskCare } from './task-care.js';
import { TaskCapacity } from './task-class.js';
import { TaskExecutor } from './task-executor.js';
import { TaskFigures } from './task-figures.queries.js';
import { TaskHints } from './task-hints.js';
import { TaskMetrics } from './task-metrics.js';
import { TaskRunner } from './task-runner.js';
import { TaskStarter } from './task-starter.js';
import { TaskStop } from './task-stop.js';
import { TasksRepository } from './tasks.repository.js';
import { TenantWork } from './tenant-work.js';
import { WorkerPresence } from './worker-presence.js';
import { WorkersRepository } from './workers.repository.js';

function chooseQueue(
  { redisUrl }: Config,
  clusters: Clusters,
  runner: TaskRunner,
  starter: TaskStarter,
  leases: Leases,
  workers: WorkersRepository,
  log: Log,
  capacity: TaskCapacity,
): Queue {
  if (!redisUrl) return new InProcessQueue(runner, leases, capacity);
  return new BullmqQueue(redisUrl, clusters, runner, starter, leases, workers, log, capacity);
}

/** Every process can add tasks; one that shall run them starts the Dispatcher. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    ChildDeaths,
    ClaimsRepository,
    DeadLetters,
    DerivedStates,
    Dispatcher,
    Handlers,
    Outbox,
    {
      provide: Queue,
      inject: [Config, Clusters, TaskRunner, TaskStarter, Leases, WorkersRepository, Log, TaskCapacity],
      useFactory: chooseQueue,
    },
    Leases,
    ReconcileCounts,
    ReconcileNightly,
    Reconciler,
    ReconcileTenant,
    ReconciliationRepository,
    MediaChildren,
    ScheduleRepository,
    TaskCapacity,
    TaskCare,
    TaskExecutor,
    TaskFigures,
    TaskHints,
    TaskMetrics,
    TaskRunner,
    TaskStarter,
    TaskStop,
    TasksRepository,
    TenantWork,
    WorkerPresence,
    WorkersRepository,
  ],
  exports: [ReconcileCounts, Reconciler, DeadLetters, Dispatcher, Outbox, TaskCapacity, TaskFigures, TaskStop],
})
export class JobsModule {
  /** `root`: the folder that holds `migrations/`. */
  static for(root: string): DynamicModule {
    return { module: JobsModule, providers: [{ provide: LatestSchema, useFactory: () => LatestSchema.of(root) }] };
  }
}
