import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Log } from '#kernel/logging';
import { Leases } from './leases.js';
import { MediaChildren } from './media-children.js';
import { Pace } from './pace.js';
import type { Room } from './queue.js';
import { type Concurrency, type TaskClass, taskClasses } from './task-class.js';
import { TaskExecutor } from './task-executor.js';
import { TaskMetrics } from './task-metrics.js';
import type { Task } from './task.js';

/** At the end of the process; what is not done by then is handed back. */
const drainFor = 4_000;
/** No task takes so long; one that does waits for what never comes. */
const longest = 30 * 60_000;
/** So many are run in one unit of work at most, where a handler takes them so. */
const mostTogether = 100;

/** Executes tasks in this process: so many of each class at once, and next the tenant that runs fewest. */
@Injectable()
export class TaskRunner {
  private lanes = new Map<TaskClass, Lane>();
  private tellOfRoom: () => void = () => undefined;
  private stopped = false;

  constructor(
    private readonly executor: TaskExecutor,
    private readonly children: MediaChildren,
    private readonly leases: Leases,
    private readonly metrics: TaskMetrics,
    private readonly log: Log,
  ) {}

  open(concurrency: Concurrency): void {
    const takesMany = (task: Task) => this.executor.takesMany(task);
    this.lanes = new Map(taskClasses.map((name) => [name, new Lane(concurrency[name], takesMany)]));
  }

  onRoom(listener: () => void): void {
    this.tellOfRoom = listener;
  }

  room(): Room[] {
    return [...this.lanes]
      .map(([name, lane]) => ({ class: name, free: lane.size - lane.taken, size: lane.size }))
      .filter(({ free }) => free > 0);
  }

  add(tasks: readonly Task[]): void {
    if (this.stopped) return void this.leases.handBack(tasks);
    for (const task of tasks) {
      this.leases.hold(task);
      this.lane(task).waiting.push(task);
    }
    for (const lane of this.lanes.values()) this.fill(lane);
  }

  /** At once, beside the lanes: for a transport that counts for itself. */
  async run(task: Task): Promise<void> {
    if (this.stopped) return this.leases.handBack([task]);
    this.leases.hold(task);
    await this.execute([task]);
  }

  async drain(): Promise<void> {
    while (this.leases.count) await this.leases.released();
  }

  /** Begins nothing more; what has not ended in some seconds can be run by others. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.leases.handBack([...this.lanes.values()].flatMap((lane) => lane.waiting.splice(0)));
    await Promise.race([this.drain(), pause(drainFor, undefined, { ref: false })]);
    await this.leases.handBackAll();
  }

  private fill(lane: Lane): void {
    for (let tasks = lane.begin(); tasks.length > 0; tasks = lane.begin()) {
      void this.execute(tasks).finally(() => {
        lane.end(tasks);
        this.fill(lane);
        if (lane.waiting.length <= lane.concurrency) this.tellOfRoom();
      });
    }
  }

  /** Of one kind and community. */
  private async execute(tasks: readonly Task[]): Promise<void> {
    const [first] = tasks as [Task];
    const from = performance.now();
    try {
      const outcomes = await withinReason(
        this.children.takes(first)
          ? this.children.execute(first).then((one) => [one])
          : this.executor.executeAll(tasks),
      );
      const seconds = (performance.now() - from) / 1000 / tasks.length;
      for (const [index, task] of tasks.entries()) this.metrics.noteRun(task, outcomes[index]!, seconds);
    } catch (error) {
      // Not even the failure could be written down: the lease runs out, and the task is given out again.
      const { kind: task, id } = first;
      this.log.error('The outcome of a task could not be recorded.', error as Error, { task, id });
    } finally {
      for (const task of tasks) this.leases.release(task);
    }
  }

  private lane({ class: name }: Task): Lane {
    return this.lanes.get(name)!;
  }
}

/** Rejects when it takes so long that it will never come: its place and its lease are for others then. */
async function withinReason<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('A task has not ended for half an hour.')), longest).unref();
  });
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer));
}

/** The tasks of one class. It takes as many ahead as run at once, and as many as it has lately done in a moment. */
class Lane {
  readonly waiting: Task[] = [];
  private readonly pace = new Pace();
  private readonly tenants = new Map<string, number>();
  /** Units of work that run, and the tasks in them. */
  private running = 0;
  private inside = 0;

  constructor(
    readonly concurrency: number,
    private readonly takesMany: (task: Task) => boolean,
  ) {}

  /**
   * The first of those whose tenant runs fewest here, so that the slow ones of one tenant are nobody else's delay; with
   * others that can be run together with it. None: there is no room.
   */
  begin(): readonly Task[] {
    if (this.running >= this.concurrency) return [];
    let [place, fewest] = [-1, Infinity];
    for (let index = 0; index < this.waiting.length && fewest > 0; index += 1) {
      const count = this.tenants.get(this.waiting[index]!.tenantRole) ?? 0;
      if (count < fewest) [place, fewest] = [index, count];
    }
    const [task] = place < 0 ? [] : this.waiting.splice(place, 1);
    if (!task) return [];
    const tasks = this.takesMany(task) ? [task, ...this.takeSame(task)] : [task];
    this.inside += tasks.length;
    this.count(task.tenantRole, 1);
    return tasks;
  }

  end(tasks: readonly Task[]): void {
    this.inside -= tasks.length;
    this.count(tasks[0]!.tenantRole, -1);
    for (const _ of tasks) this.pace.noteEnd();
  }

  private takeSame({ tenantRole, kind, cluster }: Task): Task[] {
    const taken: Task[] = [];
    const others = this.waiting.splice(0);
    for (const one of others) {
      const isSame = one.tenantRole === tenantRole && one.kind === kind && one.cluster === cluster;
      (isSame && taken.length < mostTogether - 1 ? taken : this.waiting).push(one);
    }
    return taken;
  }

  private count(tenantRole: string, change: 1 | -1): void {
    this.running += change;
    const count = (this.tenants.get(tenantRole) ?? 0) + change;
    if (count > 0) this.tenants.set(tenantRole, count);
    else this.tenants.delete(tenantRole);
  }

  get taken(): number {
    return this.waiting.length + this.inside;
  }

  get size(): number {
    return 2 * this.concurrency + this.pace.ahead;
  }
}
