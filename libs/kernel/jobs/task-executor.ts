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

/** Runs tasks that this process holds, in the scope of their tenant, so that their effect and their end are one transaction. */
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

  /** Whether others of this kind and community can be run with it. */
  takesMany({ kind }: Task): boolean {
    const handler = this.handlers.find(kind);
    return handler !== undefined && handler.inBatches && handler.inUnit;
  }

  /** What became of each. Those of one kind and community are one unit of work, or each its own if that fails. */
  async executeAll(tasks: readonly Task[]): Promise<TaskOutcome[]> {
    const together = tasks.length > 1 ? await this.runAll(tasks) : null;
    if (together) return tasks.map(() => together);
    const outcomes: TaskOutcome[] = [];
    for (const task of tasks) outcomes.push(await this.execute(task));
    return outcomes;
  }

  /** Null: nothing of it holds. */
  private async runAll(tasks: readonly Task[]): Promise<TaskOutcome | null> {
    const [first] = tasks as [Task];
    return scope.run({ requestId: `task-${first.id}` }, async () => {
      const outcome = await this.run(tasks).catch(() => null); // whatever it is: each says for itself then
      if (outcome === 'done') for (const _ of tasks) this.care.noteEnd();
      return outcome;
    });
  }

  async execute(task: Task): Promise<TaskOutcome> {
    return scope.run({ requestId: `task-${task.id}` }, async () => {
      try {
        const outcome = await this.run([task]);
        this.care.noteEnd();
        return outcome;
      } catch (error) {
        if (error instanceof LeaseLost) return 'lost';
        return this.failed(task, error);
      }
    });
  }

  private async run(tasks: readonly Task[]): Promise<TaskOutcome> {
    const [task] = tasks as [Task];
    const handler = this.handlers.find(task.kind);
    if (!handler) throw new Error(`Nothing here handles ${task.kind}.`); // perhaps a newer process will
    const cluster = this.clusters.database(task.cluster);
    if (task.tenantRole === `${this.clusters.get(task.cluster).namespace}_app`) {
      await handle(handler, tasks, cluster);
      return 'done';
    }
    const tenant = await this.directory.findByRole(task.cluster, task.tenantRole);
    if (!this.work.isPossible(tenant, task.schemaVersion)) {
      for (const one of tasks) await this.tasks.park(cluster, one);
      return 'parked';
    }
    await tenantScope.run(tenant, () => handle(handler, tasks, this.tenants));
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

/** The statement that ends tasks is the last of their unit: where a row is missing, all of it is undone. */
async function handle(handler: Handler, tasks: readonly Task[], database: Database): Promise<void> {
  const end = async () => {
    const ended = await database.query(
      `delete from jobs.task t using unnest($1::bigint[], $2::int[]) as ticket (id, fence)
        where t.id = ticket.id and t.fence = ticket.fence returning t.id`,
      [tasks.map(({ id }) => id), tasks.map(({ fence }) => fence)],
    );
    if (ended.length < tasks.length) throw new LeaseLost();
  };
  const payloads = tasks.map(({ payload }) => payload);
  if (!handler.inUnit) {
    await handler.handle(payloads);
    return end();
  }
  await database.transaction(async () => {
    await handler.handle(payloads);
    await end();
  }, taskUnit);
}
