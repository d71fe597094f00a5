import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Metrics } from '#kernel/metrics';
import { type ClassFigures, taskStates } from './task-figures.js';
import { TaskFigures } from './task-figures.queries.js';
import type { Task, TaskOutcome } from './task.js';

/** The rows are asked at most once in so many milliseconds, however often the figures are read. */
const askEvery = 5_000;
const patience = 2_000;
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Tasks in figures: of the runs of this process, and of the rows, which all processes share. */
@Injectable()
export class TaskMetrics {
  private readonly duration;
  private readonly runs;
  private readonly tasks;
  private readonly oldest;
  private askedAt = -askEvery;
  private asking: Promise<void> | undefined;

  constructor(
    metrics: Metrics,
    private readonly figures: TaskFigures,
  ) {
    const duration = 'Time that a task has run in this process.';
    this.duration = metrics.histogram(
      { name: 'paopao_task_duration_seconds', help: duration, labels: ['class', 'outcome'] },
      buckets,
    );
    this.runs = metrics.counter({
      name: 'paopao_task_runs_total',
      help: 'Tasks that have run in this process.',
      labels: ['kind', 'outcome'],
    });
    const tasks = 'Tasks of the deployment; the same in every process.';
    this.tasks = metrics.gauge({ name: 'paopao_tasks', help: tasks, labels: ['class', 'state'] });
    this.oldest = metrics.gauge({
      name: 'paopao_task_oldest_ready_seconds',
      help: 'For how long the oldest task that could run has been waiting; the same in every process.',
      labels: ['class'],
    });
    metrics.onRead(() => this.refresh());
  }

  noteRun({ kind, class: name }: Task, outcome: TaskOutcome, seconds: number): void {
    this.runs.inc({ kind, outcome });
    this.duration.observe({ class: name, outcome }, seconds);
  }

  /** A database that is away or slow leaves these figures out: an old one would pass for the state of things. */
  private async refresh(): Promise<void> {
    const now = performance.now();
    if (now - this.askedAt < askEvery) return;
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
      this.show(await this.figures.byClass());
      this.askedAt = performance.now();
    } catch {
      this.clear();
    }
  }

  private show(classes: readonly ClassFigures[]): void {
    for (const figures of classes) {
      for (const state of taskStates) this.tasks.set({ class: figures.class, state }, figures[state]);
      this.oldest.set({ class: figures.class }, figures.oldestReady ?? 0);
    }
  }

  private clear(): void {
    for (const gauge of [this.tasks, this.oldest]) gauge.reset();
  }
}
