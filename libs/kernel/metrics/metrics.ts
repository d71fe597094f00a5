import { Injectable } from '@nestjs/common';
import * as prometheus from 'prom-client';
import { Siblings } from '#kernel/siblings';

const topic = 'metrics';
const patience = 4_000;

/** What one figure is called. Labels have few values: never a community's name, a member's or an id. */
export interface Figure {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/** How a gauge of several web processes that share a port is one: by default the same in each, so the largest. */
export interface GaugeFigure extends Figure {
  readonly ofAll?: 'sum';
}

type Figures = readonly prometheus.MetricObjectWithValues<prometheus.MetricValue<string>>[];

type Labels = Readonly<Record<string, string>>;

export interface Counter {
  inc(labels: Labels): void;
}
export interface Histogram {
  observe(labels: Labels, value: number): void;
}
export interface Gauge {
  set(labels: Labels, value: number): void;
  reset(): void;
}

/** The figures of this process as Prometheus reads them; of several that share a port, of all of them as one. */
@Injectable()
export class Metrics {
  private readonly registry = new prometheus.Registry();
  private readonly refreshers: (() => Promise<void>)[] = [];
  private hasProcess = false;

  constructor(private readonly siblings: Siblings) {
    siblings.answer(topic, () => this.own());
  }

  counter({ labels, ...figure }: Figure): Counter {
    return new prometheus.Counter({ ...figure, labelNames: [...labels], registers: [this.registry] });
  }

  /** `buckets`: upper bounds, in the unit of the name. */
  histogram({ labels, ...figure }: Figure, buckets: readonly number[]): Histogram {
    const settings = { ...figure, labelNames: [...labels], buckets: [...buckets] };
    return new prometheus.Histogram({ ...settings, registers: [this.registry] });
  }

  gauge({ labels, ofAll, ...figure }: GaugeFigure): Gauge {
    const aggregator = ofAll ?? 'max';
    return new prometheus.Gauge({ ...figure, labelNames: [...labels], aggregator, registers: [this.registry] });
  }

  /** Called before the figures are read. Must not reject. */
  onRead(refresh: () => Promise<void>): void {
    this.refreshers.push(refresh);
  }

  readonly contentType = prometheus.Registry.PROMETHEUS_CONTENT_TYPE;

  /** Rejects where a process that shares the port does not answer: what lacks it would pass for the state of things. */
  async read(): Promise<string> {
    if (!this.siblings.any) {
      await this.refresh();
      return this.registry.metrics();
    }
    const [own, others] = await Promise.all([this.own(), this.siblings.ask(topic, null, patience)]);
    if (!others) throw new Error('Not all web processes have told their figures.');
    return prometheus.AggregatorRegistry.aggregate([own, ...(others as Figures[])]).metrics();
  }

  private async own(): Promise<Figures> {
    await this.refresh();
    return this.registry.getMetricsAsJSON();
  }

  private async refresh(): Promise<void> {
    this.watchProcess();
    await Promise.all(this.refreshers.map((refresh) => refresh()));
  }

  /** From the first reading on: where nobody reads, watching the event loop need not cost anything. */
  private watchProcess(): void {
    if (this.hasProcess) return;
    this.hasProcess = true;
    prometheus.collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 50 });
  }
}
