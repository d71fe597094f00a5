import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clusters, DatabaseUnavailable, isServerBusy, Listener } from '#kernel/database';
import { Log } from '#kernel/logging';
import { scope } from '#kernel/scope';
import { ClaimsRepository } from './claims.repository.js';
import { type Offer, Queue, type Room } from './queue.js';
import type { ClaimedTask } from './task.js';
import { TaskCare } from './task-care.js';
import type { TaskClass } from './task-class.js';
import { TaskHints, tasksAdded } from './task-hints.js';
import { TasksRepository } from './tasks.repository.js';
import { Trouble } from './trouble.js';
import { WorkerPresence } from './worker-presence.js';

const pollEvery = 250;
const careEvery = 1_000;
/** Trouble that lasts is said again. */
const complainEvery = 60_000;
/** At the end of the process, for what is being looked at or given out just then. */
const finishWithin = 2_000;
/** What becomes ready within so long of a claim that got all there was is taken by one more, so that more is done together. */
const gatherFor = 50;
/** Where a claim got more than that part of what it had room for, more may be waiting: nobody's share is all of it. */
const fewOf = 4;
/** After so long without any the polls are enough. */
const emptyFor = 1_000;

/** Brings ready tasks from the rows to the queue: at a hint, and every 250 ms in any case. */
@Injectable()
export class Dispatcher implements BeforeApplicationShutdown {
  private timers: NodeJS.Timeout[] = [];
  private cycle?: Promise<void>;
  private caring?: Promise<void>;
  private again = false;
  private stopped = true;
  private turnedAt = 0;
  /** Classes of which the last claim got some: there may be more. */
  private readonly more = new Set<TaskClass>();
  /** When a claim last got any, and when it last got all. */
  private foundAt = -Infinity;
  private gotAllAt = -Infinity;
  private listeners: Listener[] = [];
  private readonly trouble: Trouble;

  constructor(
    private readonly clusters: Clusters,
    private readonly tasks: TasksRepository,
    private readonly claims: ClaimsRepository,
    private readonly queue: Queue,
    private readonly care: TaskCare,
    private readonly presence: WorkerPresence,
    private readonly hints: TaskHints,
    private readonly log: Log,
  ) {
    this.trouble = new Trouble(log, 'No tasks can be given out.', 'Tasks are given out again.', complainEvery);
  }

  /** For a process that is certainly alone, at its start: whoever held a task is gone, so none has to be waited for. */
  async takeOver(): Promise<void> {
    for (const { name } of this.clusters.all()) await this.tasks.takeOverAll(this.clusters.database(name));
  }

  async start(): Promise<void> {
    await this.open();
    this.stopped = false;
    this.hints.onHint(() => this.wake());
    this.queue.onRoom(() => this.takeMore());
    const poll = setInterval(() => this.poll(), pollEvery).unref();
    const care = setInterval(() => this.takeCare(), careEvery).unref();
    this.timers = [poll, care];
  }

  /**
   * How long ago, in milliseconds, the loop has come round; a database that is away is no reason for it to stand still.
   * A process whose loop does is of no use any more.
   */
  get idleFor(): number {
    return this.stopped ? 0 : performance.now() - this.turnedAt;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearInterval(timer);
    const ending = Promise.all([this.cycle, this.caring, this.polling]);
    await Promise.race([ending, pause(finishWithin, undefined, { ref: false })]);
    await this.queue.stop();
    await Promise.all(this.listeners.map((listener) => listener.stop()));
    await this.presence.leave();
  }

  /** Runs all that is ready, and what follows from it, to the end. */
  async settle(): Promise<void> {
    await this.open();
    await this.care.callBack();
    for (;;) {
      await this.cycle;
      await this.isAnyDue();
      await this.dispatch();
      await this.queue.drain();
      const databases = this.clusters.all().map(({ name }) => this.clusters.database(name));
      const pending = await Promise.all(databases.map((database) => this.tasks.countPending(database)));
      if (pending.every((count) => count === 0)) return;
      await pause(1); // they may be held by somebody else
    }
  }

  private opening?: Promise<void>;
  private open(): Promise<void> {
    this.turnedAt = performance.now();
    return (this.opening ??= (async () => {
      await this.presence.join(this.queue.concurrency);
      await this.listen(); // before anything is taken: whoever is not heard of there counts as gone
      await this.care.plan();
      await this.queue.start();
    })());
  }

  private async listen(): Promise<void> {
    this.listeners = this.clusters.all().map((cluster) => {
      const note = (isSeen: boolean) => this.presence.noteSeen(cluster.name, isSeen);
      const on = {
        notified: () => this.wake(),
        reconnected: () => (note(true), this.wake()),
        lost: () => note(false),
      };
      return new Listener(cluster, tasksAdded, on, this.log, this.presence.sign(cluster.name));
    });
    await Promise.all(this.listeners.map((listener) => listener.start()));
  }

  /** A claim may have got none because others held all that may be held: that is no sign of an end for a while. */
  private takeMore(): void {
    if (this.more.size > 0) this.wake();
    else if (performance.now() - this.foundAt < emptyFor) this.poll();
  }

  private polling?: Promise<void>;
  private poll(): void {
    if (this.cycle || this.stopped) return;
    this.polling ??= this.isAnyDue()
      .then((due) => (due ? this.wake() : this.noteTurn()))
      .catch((error: Error) => this.noteFailure(error))
      .finally(() => (this.polling = undefined));
  }

  private noteTurn(): void {
    this.turnedAt = performance.now();
    if (this.clusters.all().every(({ name }) => this.presence.isSeen(name))) this.trouble.over();
    else this.trouble.note(new DatabaseUnavailable('The listening connection is being made.'));
  }

  private noteFailure(error: Error): void {
    if (isServerBusy(error)) this.turnedAt = performance.now();
    this.trouble.note(error);
  }

  private async isAnyDue(): Promise<boolean> {
    let due = false;
    for (const { name } of this.clusters.all()) due = (await this.claims.anyDue(this.clusters.database(name))) || due;
    return due;
  }

  /** Not in the scope of whoever gave the hint. */
  private wake(): void {
    if (this.stopped) return;
    if (this.cycle) {
      this.again = true;
      return;
    }
    this.cycle = scope
      .run({}, async () => {
        await this.gather();
        await this.dispatch();
      })
      .then(() => this.noteTurn())
      .catch((error: Error) => this.noteFailure(error))
      .finally(() => {
        this.cycle = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  private async gather(): Promise<void> {
    const left = this.gotAllAt + gatherFor - performance.now();
    if (left > 0) await pause(left);
    this.again = false; // whoever called meanwhile is heard now
  }

  private async dispatch(): Promise<void> {
    for (const { name } of this.clusters.all()) {
      const offer = await this.queue.offer();
      if (!offer.rooms.length) return;
      if (!this.presence.isSeen(name)) continue;
      const tasks = await this.claims.claim(this.clusters.database(name), offer, this.presence.number(name));
      for (const room of offer.rooms) this.more.delete(room.class);
      for (const task of tasks) this.more.add(task.class);
      if (tasks.length) this.noteFound(offer, tasks);
      await this.queue.submit(tasks, offer.claimAs);
    }
  }

  private noteFound({ rooms }: Offer, tasks: readonly ClaimedTask[]): void {
    this.foundAt = performance.now();
    const got = (room: Room): number => tasks.filter((task) => task.class === room.class).length;
    if (rooms.every((room) => got(room) <= room.free / fewOf)) this.gotAllAt = this.foundAt;
  }

  private takeCare(): void {
    this.caring ??= this.care
      .look()
      .then((changed) => changed && this.wake())
      .catch((error: Error) => this.log.warn('Tasks could not be looked after.', error))
      .then(() => (this.caring = undefined));
  }
}
