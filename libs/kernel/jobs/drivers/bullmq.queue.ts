import { setTimeout as pause } from 'node:timers/promises';
import { Clusters } from '#kernel/database';
import { Log } from '#kernel/logging';
import { Leases } from '../leases.js';
import { Pace } from '../pace.js';
import { type Offer, Queue } from '../queue.js';
import { type Concurrency, type TaskCapacity, type TaskClass, taskClasses } from '../task-class.js';
import { TaskRunner } from '../task-runner.js';
import { TaskStarter } from '../task-starter.js';
import type { ClaimedTask, TaskTicket } from '../task.js';
import { WorkersRepository } from '../workers.repository.js';
import { RedisTransport } from './redis-transport.js';

const countEvery = 2_000;
/** From the end of a task, in milliseconds, until it is said that there is room. */
const tellWithin = 40;

/**
 * Spreads tasks over all worker processes by BullMQ. While Redis is away each process runs what it finds, as the driver
 * in the process does; what was lost with Redis comes back when its deadline is over.
 */
export class BullmqQueue extends Queue {
  private transport?: RedisTransport;
  private tellOfRoom: () => void = () => undefined;
  private telling?: NodeJS.Timeout;
  private readonly paces = new Map(taskClasses.map((name) => [name, new Pace()]));
  private counted?: { readonly of: Concurrency; readonly at: number };

  constructor(
    private readonly url: string,
    private readonly clusters: Clusters,
    private readonly runner: TaskRunner,
    private readonly starter: TaskStarter,
    private readonly leases: Leases,
    private readonly workers: WorkersRepository,
    private readonly log: Log,
    private readonly own: TaskCapacity,
  ) {
    super();
  }

  get concurrency(): Concurrency {
    return this.own.concurrency;
  }

  async start(): Promise<void> {
    this.runner.open(this.concurrency);
    this.leases.start();
    const id = await this.workers.transportId(this.clusters.database(this.clusters.control));
    const work = {
      concurrency: this.concurrency,
      clusters: () => this.clusters.all().map(({ name }) => name),
      run: (ticket: TaskTicket) => this.take(ticket),
    };
    this.transport = new RedisTransport({ url: this.url, prefix: `{paopao-${id}}` }, work, this.log);
    await this.transport.open();
  }

  async stop(): Promise<void> {
    clearTimeout(this.telling);
    this.transport?.pause();
    await this.runner.stop();
    await this.transport?.close();
    this.leases.stop();
  }

  async offer(): Promise<Offer> {
    const { transport } = this;
    if (!transport?.isUp) return { claimAs: 'running', rooms: this.runner.room() };
    const capacity = await this.countCapacity();
    const rooms = taskClasses.map((name) => {
      const atOnce = Math.min(capacity[name], transport.most(name));
      return { class: name, size: 2 * atOnce + this.ahead(name, atOnce) };
    });
    return {
      claimAs: 'queued',
      rooms: rooms.filter(({ size }) => size > 0).map((room) => ({ ...room, free: room.size })),
    };
  }

  /** As much as all lately do in a moment, if they do as this process does. */
  private ahead(name: TaskClass, atOnce: number): number {
    const own = this.concurrency[name];
    return own ? Math.round((this.paces.get(name)!.ahead * atOnce) / own) : 0;
  }

  onRoom(listener: () => void): void {
    this.tellOfRoom = listener;
    this.runner.onRoom(listener);
  }

  async submit(tasks: readonly ClaimedTask[], claimAs: Offer['claimAs']): Promise<void> {
    if (claimAs === 'running') return this.runner.add(tasks);
    if (tasks.length === 0 || (await this.transport?.add(tasks))) return;
    const { concurrency } = this;
    const mine = tasks.filter((task) => concurrency[task.class] > 0);
    const begun = await Promise.all(mine.map((task) => this.starter.begin(task)));
    this.runner.add(begun.filter((task) => task !== null));
    const others = tasks.filter((task) => concurrency[task.class] === 0);
    if (others.length) await this.leases.handBack(others).catch(() => undefined); // else they come back by themselves
  }

  async drain(): Promise<void> {
    await this.runner.drain();
    await pause(10); // for what is on its way; the rows tell when there is no more
  }

  private async take(ticket: TaskTicket): Promise<void> {
    const task = await this.starter.begin(ticket);
    if (task) await this.runner.run(task);
    this.noteEnd(task?.class);
  }

  /** Where many end there is no need to look for more after each: others were taken ahead. */
  private noteEnd(name: TaskClass | undefined): void {
    if (name) this.paces.get(name)!.noteEnd();
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      this.tellOfRoom();
    }, tellWithin).unref();
  }

  /** How many tasks all workers together run at once; counted anew every two seconds. */
  private async countCapacity(): Promise<Concurrency> {
    const now = performance.now();
    if (!this.counted || now - this.counted.at > countEvery) {
      const database = this.clusters.database(this.clusters.control);
      this.counted = { of: await this.workers.capacity(database), at: now };
    }
    return this.counted.of;
  }
}
