import { setTimeout as pause } from 'node:timers/promises';
import type { Queue as JobQueue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '#kernel/logging';
import { type Concurrency, type TaskClass, taskClasses } from '../task-class.js';
import type { Task, TaskTicket } from '../task.js';

/** A Redis that has not answered in this time, in milliseconds, is treated as one that is not there. */
const patience = 1_000;
const slowestRetry = 2_000;

export interface TransportAddress {
  readonly url: string;
  /** Of the keys in Redis: another one for each deployment. */
  readonly prefix: string;
}

/** Who runs the jobs: so many of each class at once. */
export interface Work {
  readonly concurrency: Concurrency;
  run(ticket: TaskTicket): Promise<void>;
}

/**
 * The queues and workers of BullMQ, one of each class. A job is only the ticket of a task: payload, attempts and times
 * are in the row. Redis may be away, empty or silent at any moment; `isUp` says whether handing over makes sense.
 */
export class RedisTransport {
  private readonly queues = new Map<TaskClass, JobQueue<TaskTicket>>();
  private readonly workers: Worker<TaskTicket>[] = [];
  /** Fails at once while Redis is away. */
  private sender?: Redis;
  /** Waits for Redis to come back; workers read by it. */
  private reader?: Redis;
  private timer?: NodeJS.Timeout;
  private asking?: Promise<void>;
  private answers = false;
  private toldOfTrouble = false;

  constructor(
    private readonly address: TransportAddress,
    private readonly work: Work,
    private readonly log: Log,
  ) {}

  get isUp(): boolean {
    return this.answers;
  }

  /** Waits for Redis a moment only; it is used as soon as it answers. */
  async open(): Promise<void> {
    this.sender = await this.connect({ enableOfflineQueue: false, maxRetriesPerRequest: 0 });
    this.reader = await this.connect({ maxRetriesPerRequest: null });
    this.timer = setInterval(() => void this.look(), patience).unref();
    await this.look();
  }

  /** Answers whether Redis has them all. */
  async add(tasks: readonly Task[]): Promise<boolean> {
    try {
      await inTime(Promise.all([...this.queues].map(([name, queue]) => queue.addBulk(jobsOf(name, tasks)))));
      return true;
    } catch (error) {
      this.noteTrouble(error as Error);
      return false;
    }
  }

  /** Takes no more jobs; resolves when those that run have ended, or after that many milliseconds. */
  async stop(within: number): Promise<void> {
    clearInterval(this.timer);
    await this.look(); // who waits for an orderly farewell of a Redis that is not there waits for ever
    const gone = !this.answers;
    const ending = Promise.allSettled(this.workers.map((worker) => worker.close(gone)));
    await Promise.race([ending, pause(within, undefined, { ref: false })]);
    for (const connection of [this.sender, this.reader]) connection?.disconnect();
  }

  private async connect(more: object): Promise<Redis> {
    const { Redis: Client } = await import('ioredis');
    const client = new Client(this.address.url, {
      connectTimeout: patience,
      retryStrategy: (times) => Math.min(100 * times, slowestRetry),
      ...more,
    });
    client.on('error', (error: Error) => this.noteTrouble(error));
    return client;
  }

  private look(): Promise<void> {
    return (this.asking ??= this.ask().finally(() => (this.asking = undefined)));
  }

  private async ask(): Promise<void> {
    try {
      await inTime(ready(this.sender!));
      await inTime(this.sender!.ping());
      if (this.workers.length === 0) await this.begin();
      this.answers = true;
      if (this.toldOfTrouble) this.log.log('Redis answers again: tasks go by it.');
      this.toldOfTrouble = false;
    } catch (error) {
      this.noteTrouble(error as Error);
    }
  }

  private async begin(): Promise<void> {
    const { Queue, Worker } = await import('bullmq'); // takes 0.2 s, so only where it is used
    const { prefix } = this.address;
    for (const name of taskClasses) {
      const queue = new Queue<TaskTicket>(name, { connection: this.sender!, prefix, skipWaitingForReady: true });
      queue.on('error', (error) => this.noteTrouble(error));
      this.queues.set(name, queue);
      if (this.work.concurrency[name] === 0) continue;
      const worker = new Worker<TaskTicket>(name, ({ data }) => this.work.run(data), {
        connection: this.reader!,
        prefix,
        concurrency: this.work.concurrency[name],
        maxStalledCount: 0,
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 },
      });
      worker.on('error', (error) => this.noteTrouble(error));
      this.workers.push(worker);
    }
  }

  /** Said once, until Redis is there again. */
  private noteTrouble(error: Error): void {
    this.answers = false;
    if (this.toldOfTrouble) return;
    this.toldOfTrouble = true;
    this.log.warn('Redis does not answer: tasks are run by the processes that find them until it does.', error);
  }
}

const jobsOf = (name: TaskClass, tasks: readonly Task[]) =>
  tasks
    .filter((task) => task.class === name)
    .map(({ kind, id, cluster, fence }) => ({
      name: kind,
      data: { id, cluster, fence },
      // A bare number would be refused, and what is kept of a finished job would swallow the next of its name.
      opts: { jobId: `t${id}-${fence}`, attempts: 1, removeOnComplete: true, removeOnFail: true },
    }));

async function ready(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve, reject) => {
    redis.once('ready', resolve);
    redis.once('close', () => reject(new Error('The connection to Redis could not be made.')));
  });
}

/** What comes too late has failed, whatever becomes of it. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  const inTheEnd = new AbortController();
  const { signal } = inTheEnd;
  const late = pause(patience, true, { ref: false, signal }).then(() => {
    throw new Error(`Redis has not answered for ${patience} ms.`);
  });
  const settled = Promise.allSettled([work, late]); // nobody else waits for the one that is second
  try {
    return await Promise.race([work, late]);
  } finally {
    inTheEnd.abort();
    void settled;
  }
}
