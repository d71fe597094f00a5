export { type Counter, type Figure, type Gauge, type Histogram, Metrics } from './metrics.js';
export { MetricsModule } from './metrics.module.js';
