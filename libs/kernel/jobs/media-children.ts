import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ChildDied, LimitedChild } from '#kernel/children';
import { Config } from '#kernel/config';
import { Clusters } from '#kernel/database';
import { Log } from '#kernel/logging';
import { ChildDeaths, deathText } from './child-deaths.repository.js';
import type { ChildDeployment } from './child-service.js';
import { Leases } from './leases.js';
import { TaskCare } from './task-care.js';
import { TaskCapacity } from './task-class.js';
import type { Task, TaskOutcome } from './task.js';
import { TasksRepository } from './tasks.repository.js';

/** A task that has ended its process so often in a row is not tried again. A handler that counts gives up at the last. */
const mostDeaths = 4;
const usuallyIdleFor = 60_000;
/** After a child that did not start, doubled with each of them. */
const shortestRest = 1_000;
const longestRest = 60_000;

interface Entry {
  /** The file that a child runs; it calls `serveTasks`. */
  readonly file: string;
  /** The project's folder. */
  readonly root: string;
  /** After so many milliseconds without a task a child is ended; a minute when it is left out. */
  readonly idleFor?: number;
}

type MediaChild = LimitedChild<Task, TaskOutcome>;

/**
 * Runs the tasks of the class `media` in child processes, because what members upload can make its handler take all
 * memory or never end. As many children as the class runs tasks at once, each begun when it is first needed.
 */
@Injectable()
export class MediaChildren implements OnApplicationShutdown {
  private entry?: Entry;
  private readonly busy = new Set<MediaChild>();
  private readonly idle = new Map<MediaChild, NodeJS.Timeout>();
  private readonly waiting: (() => void)[] = [];
  /** Children in a row that did not start. */
  private misfires = 0;
  private isStopping = false;
  private readonly atExit = () => this.killAll();

  constructor(
    private readonly config: Config,
    private readonly clusters: Clusters,
    private readonly capacity: TaskCapacity,
    private readonly tasks: TasksRepository,
    private readonly deaths: ChildDeaths,
    private readonly leases: Leases,
    private readonly care: TaskCare,
    private readonly log: Log,
  ) {}

  /** From now on; without it the tasks run in the process like all others. */
  use(entry: Entry): void {
    if (!this.entry) process.on('exit', this.atExit);
    this.entry = entry;
  }

  takes(task: Task): boolean {
    return this.entry !== undefined && task.class === 'media';
  }

  /** Those that live now. */
  get pids(): number[] {
    return [...this.busy, ...this.idle.keys()].flatMap(({ pid }) => pid ?? []);
  }

  /** As TaskExecutor does, but for the limits. */
  async execute(task: Task): Promise<TaskOutcome> {
    try {
      const outcome = await this.runIn(await this.borrow(), task);
      if (outcome === 'done') this.care.noteEnd();
      return outcome;
    } catch (error) {
      if (!(error instanceof ChildDied)) throw error;
      if (this.isStopping) return 'lost'; // it has been handed back
      return error.inTask ? this.noteDeath(task, error) : this.putOff(task, error);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await Promise.all([...this.busy, ...this.idle.keys()].map((child) => child.stop()));
    process.off('exit', this.atExit);
  }

  private async runIn(child: MediaChild, task: Task): Promise<TaskOutcome> {
    try {
      const outcome = await child.run(task);
      this.misfires = 0;
      return outcome;
    } finally {
      this.giveBack(child);
    }
  }

  private async noteDeath(task: Task, { message }: ChildDied): Promise<TaskOutcome> {
    const { id, kind, attempts } = task;
    const database = this.clusters.database(task.cluster);
    const deaths = Math.min(attempts, 1 + (await this.deaths.count(database, task)));
    this.misfires = 0;
    this.log.warn('The process of a task died.', { task: kind, id, attempts, deaths, why: message });
    return this.tasks.fail(database, task, deathText(message, deaths), deaths >= mostDeaths);
  }

  /**
   * The task has no part in it that its child did not start: it goes back as if it had not been begun. Others may have
   * it at once; here its place stays empty for a while.
   */
  private async putOff(task: Task, { message }: ChildDied): Promise<TaskOutcome> {
    const rest = Math.min(shortestRest * 2 ** this.misfires, longestRest);
    this.misfires += 1;
    const { id, kind } = task;
    this.log.error('No process could be started for a task.', { task: kind, id, why: message, restMs: rest });
    await this.leases.handBack([task]);
    await pause(rest, undefined, { ref: false });
    return 'lost';
  }

  private async borrow(): Promise<MediaChild> {
    while (this.busy.size >= Math.max(1, this.capacity.concurrency.media))
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      const child = this.takeIdle() ?? this.fork();
      this.busy.add(child);
      return child;
    } catch (error) {
      this.waiting.shift()?.();
      throw error;
    }
  }

  private takeIdle(): MediaChild | undefined {
    for (const [child, timer] of this.idle) {
      clearTimeout(timer);
      this.idle.delete(child);
      if (child.healthy) return child;
      child.end();
    }
    return undefined;
  }

  private fork(): MediaChild {
    const { url, namespace } = this.clusters.get(this.clusters.control);
    const limits = { memory: this.config.mediaChildMemory, seconds: this.config.mediaTaskSeconds };
    const { file, root } = this.entry!;
    return new LimitedChild({ file }, limits, { url, namespace, root } satisfies ChildDeployment);
  }

  private giveBack(child: MediaChild): void {
    this.busy.delete(child);
    const { idleFor = usuallyIdleFor } = this.entry!;
    if (child.healthy) this.idle.set(child, setTimeout(() => this.dismiss(child), idleFor).unref());
    else child.end();
    this.waiting.shift()?.();
  }

  private dismiss(child: MediaChild): void {
    this.idle.delete(child);
    child.end();
  }

  private killAll(): void {
    for (const child of [...this.busy, ...this.idle.keys()]) child.kill('was ended with the worker');
  }
}
