import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Gauge, Metrics } from '#kernel/metrics';
import { SearchStatus } from './search-status.js';

/** The rows are asked at most once in so many milliseconds, however often the figures are read. */
const askEvery = 5_000;
const patience = 2_000;

/** The store and what it lacks, in figures; none without a store. */
@Injectable()
export class MirrorMetrics implements OnModuleInit {
  private gauges: Readonly<Record<'up' | 'open' | 'changes' | 'oldest', Gauge>> | undefined;
  private askedAt = -askEvery;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly status: SearchStatus,
  ) {}

  onModuleInit(): void {
    if (this.status.isUp === null) return;
    const gauge = (name: string, help: string) =>
      this.metrics.gauge({ name: `paopao_search_${name}`, help, labels: [] });
    this.gauges = {
      up: gauge('store_up', 'Whether this process uses the store for searching; PostgreSQL is searched otherwise.'),
      open: gauge('fills_open', 'Communities of which the store has not all; the same in every process.'),
      changes: gauge(
        'changes_waiting',
        'Documents changed and not sent to the store, counted up to 10,000; the same in every process.',
      ),
      oldest: gauge('change_oldest_seconds', 'For how long the oldest of them has been waiting.'),
    };
    this.metrics.onRead(() => this.refresh());
  }

  /** A database that is away or slow leaves its figures out: an old one would pass for the state of things. */
  private async refresh(): Promise<void> {
    this.gauges!.up.set({}, this.status.isUp ? 1 : 0);
    if (performance.now() - this.askedAt < askEvery) return;
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    const inTime = new AbortController();
    const late = pause(patience, undefined, { ref: false, signal: inTime.signal }).then(
      () => this.clear(),
      () => undefined,
    );
    await Promise.race([this.asking, late]);
    inTime.abort();
  }

  private async ask(): Promise<void> {
    try {
      const { filling, changes, oldestChange } = await this.status.figures();
      this.gauges!.open.set({}, filling);
      this.gauges!.changes.set({}, changes);
      this.gauges!.oldest.set({}, oldestChange ?? 0);
      this.askedAt = performance.now();
    } catch {
      this.clear();
    }
  }

  private clear(): void {
    const { open, changes, oldest } = this.gauges!;
    for (const gauge of [open, changes, oldest]) gauge.reset();
  }
}
