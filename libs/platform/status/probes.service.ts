import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#kernel/database';
import { Log } from '#kernel/logging';
import { ObjectStore } from '#kernel/objects';
import { scope } from '#kernel/scope';
import { SearchStore } from '#kernel/search-index';
import { type Component, components, type ComponentState, type Probed } from './probes.js';
import { ProbesQueries } from './probes.queries.js';

export interface Look {
  readonly at: Date;
  readonly components: readonly Probed[];
}

/** What was seen is shown for so long, however many ask. */
const goodFor = 5_000;
const patience = 3_000;
const slowAfter = 1_000;
const lagOfSlow = 60;
const lagOfDown = 900;

/** Looks whether what a community stands on works, at the moment that somebody asks. */
@Injectable()
export class Probes {
  private looking: Promise<Look> | undefined;
  private seen: Look | undefined;
  private seenAt = -Infinity;

  constructor(
    private readonly queries: ProbesQueries,
    private readonly objects: ObjectStore,
    @Inject(SearchStore) private readonly store: SearchStore | null,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async look(): Promise<Look> {
    if (this.seen && performance.now() - this.seenAt < goodFor) return this.seen;
    this.looking ??= scope.run({}, () => this.lookAtAll()).finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookAtAll(): Promise<Look> {
    const states = await Promise.all(components.map((name) => this.inTime(name)));
    this.seen = {
      at: this.clock.now(),
      components: components.map((name, index) => ({ name, state: states[index]! })),
    };
    this.seenAt = performance.now();
    return this.seen;
  }

  private async inTime(name: Component): Promise<ComponentState> {
    const done = new AbortController();
    const from = performance.now();
    const late = pause(patience, 'down' as const, { ref: false, signal: done.signal }).catch(() => 'down' as const);
    const asked = this.ask(name).catch((error: Error) => {
      this.log.warn('A part of the platform does not answer.', error, { component: name });
      return 'down' as const;
    });
    const state = await Promise.race([asked, late]);
    done.abort();
    return state === 'up' && performance.now() - from > slowAfter ? 'slow' : state;
  }

  private async ask(name: Component): Promise<ComponentState> {
    if (name === 'tasks') return this.askTasks();
    if (name === 'search') return this.askSearch();
    await (name === 'database' ? this.queries.pulse() : this.objects.check());
    return 'up';
  }

  private async askTasks(): Promise<ComponentState> {
    const { workers, lag } = await this.queries.tasks();
    if (workers === 0 || lag > lagOfDown) return 'down';
    return lag > lagOfSlow ? 'slow' : 'up';
  }

  /** Without a store of its own, or while that is away, the database searches: slower, and all the same. */
  private async askSearch(): Promise<ComponentState> {
    if (this.store && !(await this.store.look())) return 'slow';
    await this.queries.pulse();
    return 'up';
  }
}
