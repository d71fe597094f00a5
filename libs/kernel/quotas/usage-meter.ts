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
  private hour = 0;
  /** Of this hour, by the community: in the way of every request. */
  private current = new Map<number, HourCounts>();
  /** Of others, of which there are rarely any. */
  private earlier = new Map<string, HourCounts>();

  count(tenantId: number, figure: HourFigure, more = 1): void {
    const hour = Math.floor(Date.now() / hourLength) * hourLength;
    if (hour !== this.hour) this.turn(hour);
    const known = this.current.get(tenantId) ?? this.begin(tenantId);
    known.figures[figure] += more;
  }

  /** All that was counted since the last time, once for each community and hour. */
  take(): HourCounts[] {
    this.turn(this.hour);
    const taken = [...this.earlier.values()];
    this.earlier.clear();
    return taken;
  }

  /** What could not be written down comes with the next time. */
  giveBack(counts: readonly HourCounts[]): void {
    for (const one of counts) this.keep(one);
  }

  private turn(hour: number): void {
    for (const counts of this.current.values()) this.keep(counts);
    this.current.clear();
    this.hour = hour;
  }

  private keep({ tenantId, hour, figures }: HourCounts): void {
    const key = `${tenantId}:${hour}`;
    const kept = this.earlier.get(key);
    if (!kept) this.earlier.set(key, { tenantId, hour, figures });
    else for (const figure of hourFigures) kept.figures[figure] += figures[figure];
  }

  private begin(tenantId: number): HourCounts {
    const figures = Object.fromEntries(hourFigures.map((figure) => [figure, 0])) as Record<HourFigure, number>;
    const begun = { tenantId, hour: this.hour, figures };
    this.current.set(tenantId, begun);
    return begun;
  }
}
