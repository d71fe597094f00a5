import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { type HourFigure, hourFigures } from '#kernel/quotas';

export type UsedHour = Readonly<Record<HourFigure, number>> & { readonly hour: Date };

@Injectable()
export class UsageHoursQueries {
  constructor(private readonly db: PlatformDatabase) {}

  /** Of the last so many hours, this one too, those in which something was done; the latest first. */
  async list(tenantId: number, hours: number): Promise<UsedHour[]> {
    return this.db.query<UsedHour & Record<string, unknown>>(
      `select hour, ${hourFigures.join(', ')} from platform.usage_hour
        where tenant_id = $1 and hour > now() - make_interval(hours => $2) order by hour desc`,
      [tenantId, hours],
    );
  }
}
