import { Injectable } from '@nestjs/common';
import { Leases } from '../leases.js';
import { type Offer, Queue } from '../queue.js';
import type { TaskCapacity } from '../task-class.js';
import { TaskRunner } from '../task-runner.js';
import type { Task } from '../task.js';

/** Executes tasks in this process. */
@Injectable()
export class InProcessQueue extends Queue {
  constructor(
    private readonly runner: TaskRunner,
    private readonly leases: Leases,
    private readonly capacity: TaskCapacity,
  ) {
    super();
  }

  get concurrency() {
    return this.capacity.concurrency;
  }

  start(): Promise<void> {
    this.runner.open(this.concurrency);
    this.leases.start();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    await this.runner.stop();
    this.leases.stop();
  }

  offer(): Promise<Offer> {
    return Promise.resolve({ claimAs: 'running', rooms: this.runner.room() });
  }

  onRoom(listener: () => void): void {
    this.runner.onRoom(listener);
  }

  submit(tasks: readonly Task[]): Promise<void> {
    this.runner.add(tasks);
    return Promise.resolve();
  }

  async drain(): Promise<void> {
    await this.runner.drain();
  }
}
