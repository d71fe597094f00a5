import { Injectable } from '@nestjs/common';
import * as prometheus from 'prom-client';

/** What one figure is called. Labels have few values: never a community's name, a member's or an id. */
export interface Figure {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

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

/** The figures of this process as Prometheus reads them. */
@Injectable()
export class Metrics {
  private readonly registry = new prometheus.Registry();
  private readonly refreshers: (() => Promise<void>)[] = [];
  private hasProcess = false;

  counter({ labels, ...figure }: Figure): Counter {
    return new prometheus.Counter({ ...figure, labelNames: [...labels], registers: [this.registry] });
  }

  /** `buckets`: upper bounds, in the unit of the name. */
  histogram({ labels, ...figure }: Figure, buckets: readonly number[]): Histogram {
    const settings = { ...figure, labelNames: [...labels], buckets: [...buckets] };
    return new prometheus.Histogram({ ...settings, registers: [this.registry] });
  }

  gauge({ labels, ...figure }: Figure): Gauge {
    return new prometheus.Gauge({ ...figure, labelNames: [...labels], registers: [this.registry] });
  }

  /** Called before the figures are read. Must not reject. */
  onRead(refresh: () => Promise<void>): void {
    this.refreshers.push(refresh);
  }

  readonly contentType = prometheus.Registry.PROMETHEUS_CONTENT_TYPE;

  async read(): Promise<string> {
    this.watchProcess();
    await Promise.all(this.refreshers.map((refresh) => refresh()));
    return this.registry.metrics();
  }

  /** From the first reading on: where nobody reads, watching the event loop need not cost anything. */
  private watchProcess(): void {
    if (this.hasProcess) return;
    this.hasProcess = true;
    prometheus.collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 50 });
  }
}
