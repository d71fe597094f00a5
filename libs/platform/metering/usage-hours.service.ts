import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { UsageMeter } from '#kernel/quotas';
import { Log } from '#kernel/logging';
import { type UsedHour, UsageHoursQueries } from './usage-hours.queries.js';
import { UsageHoursRepository } from './usage-hours.repository.js';

const writeEvery = 30_000;
/** As long as they are kept. */
export const longestAsked = 90 * 24;

/** What communities do by the hour: each process counts it, and adds it to the table twice a minute and at its end. */
@Injectable()
export class UsageHours implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private writing?: Promise<void>;

  constructor(
    private readonly meter: UsageMeter,
    private readonly rows: UsageHoursRepository,
    private readonly hours: UsageHoursQueries,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.write(), writeEvery).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.writing;
    await this.write();
  }

  /** Writes down what this process has counted; when that cannot be, it comes with the next time. */
  async write(): Promise<void> {
    this.writing ??= this.writeCounted().finally(() => (this.writing = undefined));
    return this.writing;
  }

  /** Of the last so many hours, the latest first. */
  async list(tenantId: number, hours: number): Promise<UsedHour[]> {
    return this.hours.list(tenantId, hours);
  }

  private async writeCounted(): Promise<void> {
    const counted = this.meter.take();
    if (!counted.length) return;
    try {
      await this.rows.add(counted);
    } catch (error) {
      this.meter.giveBack(counted);
      this.log.warn('Usage by the hour could not be written down; it is tried again.', error as Error);
    }
  }
}
