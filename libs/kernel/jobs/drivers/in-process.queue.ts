import { Injectable } from '@nestjs/common';
import { Log } from '#kernel/logging';
import { Queue } from '../queue.js';
import type { Task } from '../task.js';
import { TaskExecutor } from '../task-executor.js';

const atOnce = 4; // half of a process's connections: requests go first

/** Executes tasks in this process. */
@Injectable()
export class InProcessQueue extends Queue {
  private readonly waiting: Task[] = [];
  private readonly running = new Set<Promise<void>>();
  private tellOfRoom: () => void = () => undefined;

  constructor(
    private readonly executor: TaskExecutor,
    private readonly log: Log,
  ) {
    super();
  }

  room(): number {
    return Math.max(0, 2 * atOnce - this.waiting.length - this.running.size);
  }

  onRoom(listener: () => void): void {
    this.tellOfRoom = listener;
  }

  submit(tasks: Task[]): void {
    this.waiting.push(...tasks);
    this.startMore();
  }

  async drain(): Promise<void> {
    while (this.running.size) await Promise.all(this.running);
  }

  private startMore(): void {
    while (this.running.size < atOnce && this.waiting.length) {
      const execution = this.execute(this.waiting.shift()!).finally(() => {
        this.running.delete(execution);
        this.startMore();
        if (!this.waiting.length) this.tellOfRoom();
      });
      this.running.add(execution);
    }
  }

  private async execute(task: Task): Promise<void> {
    try {
      await this.executor.execute(task);
    } catch (error) {
      // Not even the failure could be written down: the lease runs out, and the task is claimed again.
      this.log.error('The outcome of a task could not be recorded.', error as Error, { task: task.kind, id: task.id });
    }
  }
}
