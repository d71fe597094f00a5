import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Clock } from '#kernel/database';
import { type Quota, quotas } from '#kernel/scope';
import { CommunityCalendar } from './community-calendar.js';
import { quotaFloor } from './quota-limits.js';
import { QuotaTally } from './quota-tally.js';
import { QuotaUsageRepository } from './quota-usage.repository.js';
import { Quotas } from './quotas.service.js';

export interface QuotaUse {
  readonly quota: Quota;
  /** Null where nobody counts it, because nothing limits it. */
  readonly used: number | null;
  /** Null: as much as it likes. */
  readonly limit: number | null;
  /** Four fifths are used, or more. */
  readonly warning: boolean;
}

/** Of what a community may have, how much it has: for those who look after it. A few statements. */
@Injectable()
export class QuotaUsage implements OnModuleInit {
  private tallies: readonly QuotaTally[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly allowed: Quotas,
    private readonly usage: QuotaUsageRepository,
    private readonly calendar: CommunityCalendar,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const found = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    this.tallies = found.filter((provider): provider is QuotaTally => provider instanceof QuotaTally);
  }

  /** In the scope of the community. */
  async read(): Promise<QuotaUse[]> {
    const counted = new Map<Quota, number>();
    for (const tally of this.tallies) counted.set(tally.quota, await tally.count());
    const ofDay = await this.usage.listOfDay(this.clock.now(), await this.calendar.timeZone());
    for (const { quota, used } of ofDay) if (this.allowed.limit(quota) !== null) counted.set(quota, used);
    return quotas.map((quota) => this.use(quota, counted.get(quota)));
  }

  private use(quota: Quota, counted: number | undefined): QuotaUse {
    const limit = this.allowed.limit(quota);
    const used = counted ?? (limit === null ? null : 0);
    return { quota, used, limit, warning: limit !== null && used !== null && used >= quotaFloor(limit) };
  }
}
