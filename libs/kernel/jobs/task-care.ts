import { Injectable } from '@nestjs/common';
import { Clusters } from '#kernel/database';
import { Log } from '#kernel/logging';
import { TenantDirectory } from '#kernel/tenancy';
import { ScheduleRepository } from './schedule.repository.js';
import { TenantWork } from './tenant-work.js';
import { TasksRepository } from './tasks.repository.js';
import { Handlers } from './handlers.js';
import { WorkerPresence } from './worker-presence.js';

/** After so many ended tasks the table is cleaned. */
const vacuumAfter = 20_000;

/** What has to be done for the tasks of all tenants now and then, by any process that runs tasks. */
@Injectable()
export class TaskCare {
  private ended = 0;
  private cleaning?: Promise<void>;
  /** By cluster, who was not connected at the last look: a connection that was only cut is made again before the next. */
  private readonly absent = new Map<string, readonly number[]>();

  constructor(
    private readonly clusters: Clusters,
    private readonly tasks: TasksRepository,
    private readonly schedule: ScheduleRepository,
    private readonly handlers: Handlers,
    private readonly directory: TenantDirectory,
    private readonly work: TenantWork,
    private readonly presence: WorkerPresence,
    private readonly log: Log,
  ) {}

  noteEnd(): void {
    this.ended += 1;
  }

  /** The times of what is done again and again, as this version of the software has them. */
  async plan(): Promise<void> {
    for (const { name } of this.clusters.all()) {
      const once = name === this.clusters.control;
      const here = this.handlers.scheduled().filter(({ schedule }) => once || schedule.perTenantWithin !== undefined);
      await this.schedule.plan(this.clusters.database(name), here);
    }
  }

  /** Answers whether anything can run now that could not before. */
  async look(): Promise<boolean> {
    let changed = false;
    for (const { name } of this.clusters.all()) {
      const database = this.clusters.database(name);
      const lost = await this.tasks.recover(database, this.absent.get(name) ?? []);
      this.absent.set(
        name,
        lost.absent.filter((worker) => worker !== this.presence.number(name)),
      );
      if (lost.running)
        this.log.warn('Processes were not heard of: their tasks go to others.', { tasks: lost.running });
      const added = await this.schedule.addDue(
        database,
        this.handlers.scheduled().map(({ task }) => task),
      );
      changed ||= lost.running + lost.queued + added > 0;
    }
    if ((await this.callBack()) > 0) changed = true;
    if (this.ended >= vacuumAfter) this.clean();
    return changed;
  }

  /** Tasks of communities that are at work again, or gone. Answers of how many communities they were. */
  async callBack(): Promise<number> {
    let count = 0;
    for (const { name } of this.clusters.all()) count += await this.callBackOn(name);
    return count;
  }

  private async callBackOn(cluster: string): Promise<number> {
    const database = this.clusters.database(cluster);
    const back: string[] = [];
    const gone: string[] = [];
    for (const { role, schemaVersion } of await this.tasks.listParkedRoles(database)) {
      const tenant = await this.directory.findByRole(cluster, role);
      if (this.work.isOver(tenant)) gone.push(role);
      else if (this.work.isPossible(tenant, schemaVersion)) back.push(role);
    }
    if (gone.length) await this.tasks.removeOf(database, gone);
    if (back.length) await this.tasks.unpark(database, back);
    return back.length;
  }

  /** Beside all else: it may take as long as the disk does. */
  private clean(): void {
    this.ended = 0;
    const vacuum = async () => {
      for (const { name } of this.clusters.all()) await this.tasks.vacuum(this.clusters.database(name));
    };
    this.cleaning ??= vacuum()
      .catch((error: Error) => this.log.warn('The table of tasks could not be cleaned.', error))
      .finally(() => (this.cleaning = undefined));
  }
}
