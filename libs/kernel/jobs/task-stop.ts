import { AsyncResource } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';

/** Less than a parent waits before it kills. */
const farewell = 1_500;
/** From the signal that all processes of a service get to the end of a child, and some more. */
const signalHolds = 15_000;

/** Tells a task in a child process that the process is to end in the middle of it, through no fault of the task. */
@Injectable()
export class TaskStop {
  private readonly listeners = new Set<() => Promise<void>>();
  private signalledAt = -Infinity;

  /** `atStop` is called, where `during` was, if the process stops before the work has ended; it has a second. */
  async during<T>(work: () => Promise<T>, atStop: () => Promise<void>): Promise<T> {
    const listener = AsyncResource.bind(atStop);
    this.listeners.add(listener);
    try {
      return await work();
    } finally {
      this.listeners.delete(listener);
    }
  }

  /** A signal to end has come, which programs that work for a task have perhaps got too. */
  get isNear(): boolean {
    return performance.now() - this.signalledAt < signalHolds;
  }

  noteSignal(): void {
    this.signalledAt = performance.now();
  }

  /** Never rejects. */
  async tell(): Promise<void> {
    this.noteSignal();
    const told = Promise.allSettled([...this.listeners].map(async (listener) => listener()));
    await Promise.race([told, pause(farewell, undefined, { ref: false })]);
  }
}
