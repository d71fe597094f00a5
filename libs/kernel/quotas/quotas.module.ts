import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Config } from '#kernel/config';
import { Traffic } from '#kernel/http';
import { TaskFigures } from '#kernel/jobs';
import { MemoryRequestRates } from './drivers/memory.request-rates.js';
import { RedisRequestRates } from './drivers/redis.request-rates.js';
import { QuotaUsage } from './quota-usage.service.js';
import { QuotaUsageRepository } from './quota-usage.repository.js';
import { Quotas } from './quotas.service.js';
import { RequestRates } from './request-rates.js';
import { TenantTraffic } from './tenant-traffic.js';
import { UsageMeter } from './usage-meter.js';

function chosenRates({ redisUrl, tenantRequestsPerSecond }: Config, figures: TaskFigures): RequestRates {
  if (!redisUrl) return new MemoryRequestRates(tenantRequestsPerSecond);
  return new RedisRequestRates(tenantRequestsPerSecond, { url: redisUrl, prefix: () => figures.transportPrefix() });
}

/** Needs a CommunityCalendar, which the community provides. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    { provide: RequestRates, inject: [Config, TaskFigures], useFactory: chosenRates },
    QuotaUsage,
    QuotaUsageRepository,
    Quotas,
    TenantTraffic,
    { provide: Traffic, useExisting: TenantTraffic },
    UsageMeter,
  ],
  exports: [QuotaUsage, Quotas, TenantTraffic, Traffic, UsageMeter],
})
export class QuotasModule {}
