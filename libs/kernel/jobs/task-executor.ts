import { Injectable } from '@nestjs/common';
import { type ClusterDatabase, Clusters, TenantDatabase, type UnitOptions } from '#kernel/database';
import { Log } from '#kernel/logging';
import { scope, tenantScope } from '#kernel/scope';
import { TenantDirectory } from '#kernel/tenancy';
import { failureText } from './failure-text.js';
import { type Handler, Handlers } from './handlers.js';
import { TaskCare } from './task-care.js';
import { LeaseLost, PermanentError, type Task, type TaskOutcome } from './task.js';
import { TasksRepository } from './tasks.repository.js';
import { TenantWork } from './tenant-work.js';

type Database = Pick<ClusterDatabase, 'query' | 'transaction'>;

/** Runs one task that this process holds, in the scope of its tenant, so that its effect and its end are one transaction. */
@Injectable()
export class TaskExecutor {
  constructor(
    private readonly clusters: Clusters,
    private readonly tenants: TenantDatabase,
    private readonly directory: TenantDirectory,
    private readonly handlers: Handlers,
    private readonly tasks: TasksRepository,
    private readonly care: TaskCare,
    private readonly work: TenantWork,
    private readonly log: Log,
  ) {}

  async execute(task: Task): Promise<TaskOutcome> {
    return scope.run({ requestId: `task-${task.id}` }, async () => {
      try {
        const outcome = await this.run(task);
        this.care.noteEnd();
        return outcome;
      } catch (error) {
        if (error instanceof LeaseLost) return 'lost';
        return this.failed(task, error);
      }
    });
  }

  private async run(task: Task): Promise<TaskOutcome> {
    const handler = this.handlers.find(task.kind);
    if (!handler) throw new Error(`Nothing here handles ${task.kind}.`); // perhaps a newer process will
    const cluster = this.clusters.database(task.cluster);
    if (task.tenantRole === `${this.clusters.get(task.cluster).namespace}_app`) {
      await handle(handler, task, cluster);
      return 'done';
    }
    const tenant = await this.directory.findByRole(task.cluster, task.tenantRole);
    if (!this.work.isPossible(tenant, task.schemaVersion)) {
      await this.tasks.park(cluster, task);
      return 'parked';
    }
    await tenantScope.run(tenant, () => handle(handler, task, this.tenants));
    return 'done';
  }

  private async failed(task: Task, error: unknown): Promise<TaskOutcome> {
    this.log.warn('A task failed.', error as Error, { task: task.kind, id: task.id, attempts: task.attempts });
    const database = this.clusters.database(task.cluster);
    return this.tasks.fail(database, task, failureText(error), error instanceof PermanentError);
  }
}

/** A crash of the server that takes a commit away gives the task back with it: no need to wait for the disk. */
const taskUnit: UnitOptions = { isDurable: false, isPrepared: true };

/** The statement that ends a task is the last of its unit: no row, and all of it is undone. */
async function handle({ handle: work, inUnit }: Handler, task: Task, database: Database): Promise<void> {
  const end = async () => {
    const ended = await database.query('delete from jobs.task where id = $1 and fence = $2 returning id', [
      task.id,
      task.fence,
    ]);
    if (!ended.length) throw new LeaseLost();
  };
  if (!inUnit) {
    await work(task.payload);
    return end();
  }
  await database.transaction(async () => {
    await work(task.payload);
    await end();
  }, taskUnit);
}
