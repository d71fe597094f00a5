import { Module } from '@nestjs/common';
import { RemoveOldUsage } from './remove-old-usage.handler.js';
import { UsageHoursQueries } from './usage-hours.queries.js';
import { UsageHoursRepository } from './usage-hours.repository.js';
import { UsageHours } from './usage-hours.service.js';

@Module({
  providers: [RemoveOldUsage, UsageHours, UsageHoursQueries, UsageHoursRepository],
  exports: [UsageHours],
})
export class MeteringModule {}
