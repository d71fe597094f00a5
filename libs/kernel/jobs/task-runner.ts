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
    this.lanes = new Map(taskClasses.map((name) => [name, new Lane(concurrency[name])]));
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
    await this.execute(task);
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
    for (let task = lane.begin(); task; task = lane.begin()) {
      const { tenantRole } = task;
      void this.execute(task).finally(() => {
        lane.end(tenantRole);
        this.fill(lane);
        if (lane.waiting.length <= lane.concurrency) this.tellOfRoom();
      });
    }
  }

  private async execute(task: Task): Promise<void> {
    const from = performance.now();
    try {
      const runs = this.children.takes(task) ? this.children : this.executor;
      const outcome = await withinReason(runs.execute(task));
      this.metrics.noteRun(task, outcome, (performance.now() - from) / 1000);
    } catch (error) {
      // Not even the failure could be written down: the lease runs out, and the task is given out again.
      this.log.error('The outcome of a task could not be recorded.', error as Error, { task: task.kind, id: task.id });
    } finally {
      this.leases.release(task);
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
  private running = 0;

  constructor(readonly concurrency: number) {}

  /** The first of those whose tenant runs fewest here, so that the slow ones of one tenant are nobody else's delay. */
  begin(): Task | undefined {
    if (this.running >= this.concurrency) return undefined;
    let [place, fewest] = [-1, Infinity];
    for (let index = 0; index < this.waiting.length && fewest > 0; index += 1) {
      const count = this.tenants.get(this.waiting[index]!.tenantRole) ?? 0;
      if (count < fewest) [place, fewest] = [index, count];
    }
    const [task] = place < 0 ? [] : this.waiting.splice(place, 1);
    if (task) this.count(task.tenantRole, 1);
    return task;
  }

  end(tenantRole: string): void {
    this.count(tenantRole, -1);
    this.pace.noteEnd();
  }

  private count(tenantRole: string, change: 1 | -1): void {
    this.running += change;
    const count = (this.tenants.get(tenantRole) ?? 0) + change;
    if (count > 0) this.tenants.set(tenantRole, count);
    else this.tenants.delete(tenantRole);
  }

  get taken(): number {
    return this.waiting.length + this.running;
  }

  get size(): number {
    return 2 * this.concurrency + this.pace.ahead;
  }
}
