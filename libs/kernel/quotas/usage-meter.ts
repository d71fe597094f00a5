import { Injectable } from '@nestjs/common';

/** What is counted of a community by the hour. */
export const hourFigures = [
  'requests',
  'writes',
  'refused',
  'posts',
  'members',
  'searches',
  'bytes_in',
  'bytes_out',
] as const;
export type HourFigure = (typeof hourFigures)[number];

/** Of one community in one hour, which begins at `hour` (milliseconds). */
export interface HourCounts {
  readonly tenantId: number;
  readonly hour: number;
  readonly figures: Record<HourFigure, number>;
}

const hourLength = 3_600_000;

/** Counts in this process what communities do, until somebody takes it away to write it down. */
@Injectable()
export class UsageMeter {
  private counts = new Map<string, HourCounts>();

  count(tenantId: number, figure: HourFigure, more = 1): void {
    this.of(tenantId).figures[figure] += more;
  }

  /** All that was counted since the last time. */
  take(): HourCounts[] {
    const taken = [...this.counts.values()];
    this.counts = new Map();
    return taken;
  }

  /** What could not be written down comes with the next time. */
  giveBack(counts: readonly HourCounts[]): void {
    for (const { tenantId, hour, figures } of counts) {
      const kept = this.of(tenantId, hour).figures;
      for (const figure of hourFigures) kept[figure] += figures[figure];
    }
  }

  private of(tenantId: number, hour = Math.floor(Date.now() / hourLength) * hourLength): HourCounts {
    const key = `${tenantId}:${hour}`;
    const known = this.counts.get(key);
    if (known) return known;
    const figures = Object.fromEntries(hourFigures.map((figure) => [figure, 0])) as Record<HourFigure, number>;
    const begun = { tenantId, hour, figures };
    this.counts.set(key, begun);
    return begun;
  }
}
