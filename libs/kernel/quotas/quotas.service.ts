import { Injectable } from '@nestjs/common';
import { Config } from '#kernel/config';
import { Clock } from '#kernel/database';
import { Outbox } from '#kernel/jobs';
import { type Quota, tenantScope } from '#kernel/scope';
import { CommunityCalendar } from './community-calendar.js';
import { QuotaExceeded } from './quota-exceeded.js';
import { limitOf, quotaFloor } from './quota-limits.js';
import { type DayUse, QuotaUsageRepository, type Taken } from './quota-usage.repository.js';
import { QuotaNearlyUsed } from './quotas.events.js';

/**
 * What the plan of the community in scope lets it have. Whoever takes something does so by the last statement of their
 * unit of work, so that others wait for it as short as can be; what is not limited costs no statement.
 */
@Injectable()
export class Quotas {
  constructor(
    private readonly config: Config,
    private readonly usage: QuotaUsageRepository,
    private readonly calendar: CommunityCalendar,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** Null: as much as it likes. */
  limit(quota: Quota): number | null {
    return limitOf(tenantScope.current().limits, quota, this.config.mediaQuota);
  }

  /** One more of what is counted by the community's day; or QuotaExceeded. One statement, in the open unit. */
  async takeOfDay(quota: Quota, since?: DayUse['since']): Promise<void> {
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
    const limit = this.limit(quota);
    if (limit === null) return;
    await this.usage.lock(quota);
    this.settle(quota, limit, await this.usage.takeCounted(quota, limit, countSql));
  }

  /** Of what is booked elsewhere, in the open unit: `more` was added, and `used` is what there is now. */
  async noteBooked(quota: Quota, used: number, more: number): Promise<void> {
    const limit = this.limit(quota);
    if (limit === null) return;
    const floor = quotaFloor(limit);
    if (used < floor || used - more >= floor) return;
    if (await this.usage.noteNearlyUsed(quota, used)) this.outbox.add(new QuotaNearlyUsed(quota, used, limit));
  }

  private settle(quota: Quota, limit: number, { used, isWithin, isNearlyUsed }: Taken): void {
    if (!isWithin) throw new QuotaExceeded(quota, used, limit);
    if (isNearlyUsed) this.outbox.add(new QuotaNearlyUsed(quota, used, limit));
  }
}
