import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Job, Queue as JobQueue, Worker } from 'bullmq';
import type { Redis, RedisOptions } from 'ioredis';
import type { Log } from '#kernel/logging';
import { type Concurrency, type TaskClass, taskClasses } from '../task-class.js';
import type { ClaimedTask, TaskTicket } from '../task.js';
import { Trouble } from '../trouble.js';
import { formerJobsOf, jobOf, ticketIn } from './ticket-jobs.js';

/** A Redis that has not answered in this time, in milliseconds, is treated as one that is not there. */
const patience = 1_000;
const slowestRetry = 2_000;
const farewell = 100;
/** What has waited so long on a connection for an answer waits on a new one: longer than workers wait for jobs. */
const deaf = 15_000;
/** After an error a worker of BullMQ tries again; its own pause is so long that a returned Redis would lie idle. */
const workerRetry = 500;
/** Of what does not belong in Redis one is told of in this time. */
const strangersEvery = 60_000;

/** By a script that writes: one that answers, but takes nothing, is of no use either. Answers how queues are set. */
const probing = `
  redis.call('set', KEYS[1], '', 'px', 1000)
  local settings = {}
  for number = 2, #KEYS do settings[#settings + 1] = redis.call('hmget', KEYS[number], 'paused', 'concurrency') end
  return settings`;
type QueueSettings = readonly [paused: string | null, concurrency: string | null];

export interface TransportAddress {
  readonly url: string;
  /** Of the keys in Redis: another one for each deployment. */
  readonly prefix: string;
}

/** Who runs the jobs: so many of each class at once. */
export interface Work {
  readonly concurrency: Concurrency;
  /** Of whose tasks it knows. */
  clusters(): readonly string[];
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
  /** Waits for Redis to come back; workers take two copies each. */
  private reader?: Redis;
  private readonly copies: Redis[] = [];
  private timer?: NodeJS.Timeout;
  private asking?: Promise<void>;
  private answers = false;
  private stopping = false;
  private strangerAt = -Infinity;
  private mostAtOnce = new Map<TaskClass, number>();
  /** Each ends a job that runs, whatever becomes of its task. */
  private readonly jobs = new Set<() => void>();
  private readonly trouble: Trouble;

  constructor(
    private readonly address: TransportAddress,
    private readonly work: Work,
    private readonly log: Log,
  ) {
    this.trouble = new Trouble(
      log,
      'Redis does not answer: tasks are run by the processes that find them until it does.',
      'Redis answers again: tasks go by it.',
    );
  }

  get isUp(): boolean {
    return this.answers;
  }

  /**
   * How many tasks of a class all workers may run at once by how its queue is set, with Bull Board for example: none
   * while it is paused. What would be added beyond would only wait until it is given out again.
   */
  most(name: TaskClass): number {
    return this.mostAtOnce.get(name) ?? Infinity;
  }

  /** Waits for Redis a moment only; it is used as soon as it answers. */
  async open(): Promise<void> {
    this.sender = await this.connect({
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      socketTimeout: 2 * patience,
    });
    this.sender.on('error', (error: Error) => this.noteTrouble(error));
    this.reader = await this.connect({ maxRetriesPerRequest: null, socketTimeout: deaf });
    this.reader.on('error', (error: Error) => this.noteComplaint(error));
    const copy = this.reader.duplicate.bind(this.reader);
    this.reader.duplicate = (more?: Partial<RedisOptions>) => this.keep(copy(more));
    this.timer = setInterval(() => void this.look(), patience).unref();
    await this.look();
  }

  /** Answers whether Redis has them all. */
  async add(tasks: readonly ClaimedTask[]): Promise<boolean> {
    try {
      await inTime(() => Promise.all([...this.queues].map(([name, queue]) => addTo(queue, ofClass(name, tasks)))));
      return true;
    } catch (error) {
      this.noteTrouble(error as Error);
      return false;
    }
  }

  /** Takes no more jobs; those that run go on. */
  pause(): void {
    this.stopping = true;
    clearInterval(this.timer);
    for (const worker of this.workers) void worker.pause(true);
  }

  /** Lets go of jobs that still run, and of Redis, which may be away: it does not wait for it. */
  async close(): Promise<void> {
    await this.asking;
    for (const endJob of this.jobs) endJob();
    const ending = Promise.allSettled(this.workers.map((worker) => worker.close(!this.answers)));
    await Promise.race([ending, pause(patience, undefined, { ref: false })]);
    for (const connection of [this.sender!, this.reader!, ...this.copies]) giveUp(connection);
  }

  private async connect(more: RedisOptions): Promise<Redis> {
    const { Redis: Client } = await import('ioredis');
    return new Client(this.address.url, {
      connectTimeout: patience,
      disconnectTimeout: farewell,
      retryStrategy: (times) => Math.min(100 * times, slowestRetry),
      ...more,
    });
  }

  /** A worker gives its own connections up only when Redis answers: else that is done here. */
  private keep(copy: Redis): Redis {
    this.copies.push(copy);
    return copy;
  }

  private look(): Promise<void> {
    return (this.asking ??= this.ask().finally(() => (this.asking = undefined)));
  }

  private async ask(): Promise<void> {
    const sender = this.sender!;
    const { prefix } = this.address;
    const keys = [`${prefix}:probe`, ...taskClasses.map((name) => `${prefix}:${name}:meta`)];
    try {
      const settings = await inTime(async (signal) => {
        if (sender.status !== 'ready') await once(sender, 'ready', { signal });
        return (await sender.eval(probing, keys.length, ...keys)) as QueueSettings[];
      });
      if (this.stopping) return;
      this.mostAtOnce = new Map(taskClasses.map((name, index) => [name, mostBy(settings[index]!)]));
      if (this.queues.size === 0) await this.begin();
      this.answers = true;
      this.trouble.over();
    } catch (error) {
      this.noteTrouble(error as Error);
    }
  }

  private async begin(): Promise<void> {
    const { Queue, Worker } = await import('bullmq'); // takes 0.2 s, so only where it is used
    const { prefix } = this.address;
    const complain = (error: Error) => this.noteComplaint(error);
    for (const name of taskClasses) {
      // Without questions to Redis: one that is not answered would make the queue useless for ever.
      const unasked = { skipWaitingForReady: true, skipVersionCheck: true };
      const queue = new Queue<TaskTicket>(name, { connection: this.sender!, prefix, ...unasked });
      queue.on('error', complain);
      this.queues.set(name, queue);
      if (this.work.concurrency[name] > 0) this.workers.push(this.worker(Worker, name).on('error', complain));
    }
  }

  private worker(BullWorker: typeof Worker, name: TaskClass): Worker<TaskTicket> {
    return new BullWorker<TaskTicket>(name, (job) => this.take(job), {
      connection: this.reader!,
      prefix: this.address.prefix,
      concurrency: this.work.concurrency[name],
      runRetryDelay: workerRetry,
      maxStalledCount: 0,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
  }

  private async take({ id, data }: Job<unknown>): Promise<void> {
    const ticket = ticketIn(data, this.work.clusters());
    if (ticket) return this.runUntilClosed(ticket);
    const now = performance.now();
    if (now - this.strangerAt < strangersEvery) return;
    this.strangerAt = now;
    this.log.warn('A job in Redis is no ticket of a task of this deployment; such are dropped.', { job: id });
  }

  /** A task that still runs when everybody has waited long enough is somebody else's by then. */
  private runUntilClosed(ticket: TaskTicket): Promise<void> {
    return new Promise((resolve, reject) => {
      this.jobs.add(resolve);
      const running = this.work.run(ticket).finally(() => this.jobs.delete(resolve));
      running.then(resolve, reject);
    });
  }

  /** Said once, until Redis is there again. */
  private noteTrouble(error: Error): void {
    this.answers = false;
    if (!this.stopping) this.trouble.note(error);
  }

  /** Of a job that vanished with its Redis, or of a connection: what matters of it is noticed by asking. */
  private noteComplaint(error: Error): void {
    this.log.debug('BullMQ has a complaint.', error);
  }
}

/** One that just tries to come back would never end, and keep for ever what waits on it with all its timers. */
function giveUp(connection: Redis): void {
  connection.disconnect();
  (connection as unknown as { flushQueue(error: Error): void }).flushQueue(new Error('Connection is closed.'));
  connection.emit('end');
}

const ofClass = (name: TaskClass, tasks: readonly ClaimedTask[]) => tasks.filter((task) => task.class === name);

/** What was handed over before and was not taken would only be dropped: else it would add up where nobody takes any. */
async function addTo(queue: JobQueue<TaskTicket>, tasks: readonly ClaimedTask[]): Promise<void> {
  const removing = formerJobsOf(tasks).map((id) => queue.remove(id));
  await Promise.all([...removing, queue.addBulk(tasks.map(jobOf))]);
}

function mostBy([paused, concurrency]: QueueSettings): number {
  if (paused !== null) return 0;
  const most = concurrency === null ? NaN : Number(concurrency);
  return Number.isNaN(most) ? Infinity : Math.max(0, most);
}

/** What comes too late has failed, whatever becomes of it. */
async function inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const { signal } = ending;
  const late = pause(patience, undefined, { ref: false, signal }).then(() => {
    throw new Error(`Redis has not answered for ${patience} ms.`);
  });
  const working = work(signal);
  for (const promise of [late, working]) promise.catch(() => undefined); // of the one that is second
  try {
    return await Promise.race([working, late]);
  } finally {
    ending.abort();
  }
}
