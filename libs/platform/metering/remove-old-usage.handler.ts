import { Injectable } from '@nestjs/common';
import { Every } from '#kernel/jobs';
import { UsageHoursRepository } from './usage-hours.repository.js';

const batch = 50_000;

@Injectable()
export class RemoveOldUsage {
  constructor(private readonly hours: UsageHoursRepository) {}

  @Every('1 hour', { task: 'metering.remove-old-usage', class: 'maintenance' })
  async handle(): Promise<void> {
    await this.hours.removeOld(batch);
  }
}
