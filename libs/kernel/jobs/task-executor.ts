import { Injectable } from '@nestjs/common';
import { ClusterDatabase, Clusters, type Row, TenantDatabase } from '#kernel/database';
import { Log } from '#kernel/logging';
import { scope, tenantScope } from '#kernel/scope';
import { availabilityOf, TenantDirectory } from '#kernel/tenancy';
import { Handlers } from './handlers.js';
import { LeaseLost, PermanentError, type Task } from './task.js';
import { TasksRepository } from './tasks.repository.js';

const done = 'delete from jobs.task where id = $1 and fence = $2 returning id';

/** Runs one claimed task, in the scope of its tenant, so that its effect and its end are one transaction. */
@Injectable()
export class TaskExecutor {
  constructor(
    private readonly clusters: Clusters,
    private readonly tenants: TenantDatabase,
    private readonly directory: TenantDirectory,
    private readonly handlers: Handlers,
    private readonly tasks: TasksRepository,
    private readonly log: Log,
  ) {}

  async execute(task: Task): Promise<void> {
    await scope.run({ requestId: `task-${task.id}` }, async () => {
      try {
        await this.run(task);
      } catch (error) {
        if (error instanceof LeaseLost) return;
        await this.failed(task, error as Error);
      }
    });
  }

  private async run(task: Task): Promise<void> {
    const handler = this.handlers.find(task.kind);
    if (!handler) throw new Error(`Nothing here handles ${task.kind}.`); // perhaps a newer process will
    const cluster = this.clusters.get(task.cluster);
    if (task.tenantRole === `${cluster.namespace}_app`) {
      const database = this.database(task);
      return database.transaction(async () => {
        await handler.handle(task.payload);
        ended(await database.query(done, [task.id, task.fence]));
      });
    }
    const tenant = await this.directory.findByRole(task.cluster, task.tenantRole);
    if (!tenant) throw new PermanentError(`There is no tenant with the role ${task.tenantRole}.`);
    if (['later', 'absent'].includes(availabilityOf(tenant.state)))
      return this.tasks.postpone(this.database(task), task);
    await tenantScope.run(tenant, () =>
      this.tenants.transaction(async () => {
        await handler.handle(task.payload);
        ended(await this.tenants.query(done, [task.id, task.fence]));
      }),
    );
  }

  private async failed(task: Task, error: Error): Promise<void> {
    this.log.warn('A task failed.', error, { task: task.kind, id: task.id, attempts: task.attempts });
    await this.tasks.fail(this.database(task), task, error.stack ?? error.message, error instanceof PermanentError);
  }

  private database(task: Task): ClusterDatabase {
    return new ClusterDatabase(task.cluster, () => this.clusters.get(task.cluster).units);
  }
}

function ended(rows: Row[]): void {
  if (!rows.length) throw new LeaseLost();
}
