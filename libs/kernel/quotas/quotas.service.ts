import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { Clock, type Deferral, TenantDatabase } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { type Quota, scope, tenantScope } from '#kernel/scope';
import { CommunityCalendar } from './community-calendar.js';
import { QuotaExceeded } from './quota-exceeded.js';
import { limitOf, quotaFloor } from './quota-limits.js';
import { type DayUse, QuotaUsageRepository, type Taken } from './quota-usage.repository.js';
import { QuotaNearlyUsed } from './quotas.events.js';
import { type HourFigure, UsageMeter } from './usage-meter.js';

/** What is counted by the hour besides. */
const figures: Partial<Record<Quota, HourFigure>> = {
  members: 'members',
  posts_per_day: 'posts',
  searches_per_day: 'searches',
};

/**
 * What the plan of the community in scope lets it have. Whoever takes something does so by the last statement of their
 * unit of work, so that others wait for it as short as can be; what is not limited costs no statement.
 */
@Injectable()
export class Quotas {
  constructor(
    private readonly config: Config,
    private readonly db: TenantDatabase,
    private readonly usage: QuotaUsageRepository,
    private readonly calendar: CommunityCalendar,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly meter: UsageMeter,
  ) {}

  /** Null: as much as it likes. */
  limit(quota: Quota): number | null {
    return limitOf(tenantScope.current().limits, quota, this.config.mediaQuota);
  }

  /** One more of what is counted by the community's day; or QuotaExceeded. One statement, in the open unit. */
  async takeOfDay(quota: Quota, since?: DayUse['since']): Promise<void> {
    this.note(quota);
    const limit = this.limit(quota);
    if (limit === null) return;
    const [now, timeZone] = [this.clock.now(), await this.calendar.timeZone()];
    const use = { quota, limit, now, timeZone, ...(since && { since }) };
    this.settle(quota, limit, await this.usage.takeOfDay(use));
  }

  /**
   * One more of what is counted where it stands, the new one among them, so that the count is never wrong; or
   * QuotaExceeded. Two statements, in the open unit.
   */
  async takeCounted(quota: Quota, countSql: string): Promise<void> {
    this.note(quota);
    const limit = this.limit(quota);
    if (limit === null) return;
    await this.usage.lock(quota);
    this.settle(quota, limit, await this.usage.takeCounted(quota, limit, countSql));
  }

  /** Of what is booked elsewhere, in the open unit: `used` is what there is now. No statement while enough is left. */
  async noteBooked(quota: Quota, used: number): Promise<void> {
    const limit = this.limit(quota);
    if (limit === null || used < quotaFloor(limit)) return;
    if (await this.usage.noteNearlyUsed(quota, used)) this.warn(quota, used, limit);
  }

  private settle(quota: Quota, limit: number, { used, isWithin, isNearlyUsed }: Taken): void {
    if (!isWithin) throw new QuotaExceeded(quota, used, limit);
    if (isNearlyUsed) this.warn(quota, used, limit);
  }

  private warn(quota: Quota, used: number, limit: number): void {
    this.outbox.add(new QuotaNearlyUsed(quota, used, limit, this.clock.now().toISOString().slice(0, 10)));
  }

  /** Counted by the hour once it is certain. */
  private note(quota: Quota): void {
    const [{ id: tenantId }, figure] = [tenantScope.current(), figures[quota]];
    if (!figure) return;
    if (scope.current().unit) this.db.defer(this.counting, { tenantId, figure });
    else this.meter.count(tenantId, figure);
  }

  private readonly counting: Deferral<{ tenantId: number; figure: HourFigure }> = {
    afterCommit: (noted) => {
      for (const { tenantId, figure } of noted) this.meter.count(tenantId, figure);
    },
  };
}
