import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '#kernel/database';
import { type HourCounts, hourFigures } from '#kernel/quotas';

const keptDays = 90;

@Injectable()
export class UsageHoursRepository {
  constructor(private readonly db: PlatformDatabase) {}

  /** Adds what a process has counted to what others have. Always in the same order, so that two never wait for each other. */
  async add(counts: readonly HourCounts[]): Promise<void> {
    const added = hourFigures.map((figure) => `${figure} = known.${figure} + excluded.${figure}`);
    const places = hourFigures.map((_, index) => `$${index + 3}::bigint[]`);
    await this.db.query(
      `insert into platform.usage_hour as known (tenant_id, hour, ${hourFigures.join(', ')})
       select * from unnest($1::bigint[], $2::timestamptz[], ${places.join(', ')}) as given (tenant_id, hour)
        order by tenant_id, hour
       on conflict (tenant_id, hour) do update set ${added.join(', ')}`,
      [
        counts.map(({ tenantId }) => tenantId),
        counts.map(({ hour }) => new Date(hour)),
        ...hourFigures.map((figure) => counts.map(({ figures }) => figures[figure])),
      ],
    );
  }

  /** Answers how many. */
  async removeOld(most: number): Promise<number> {
    const removed = await this.db.query(
      `delete from platform.usage_hour
        where ctid = any(array(select ctid from platform.usage_hour
                                where hour < now() - make_interval(days => $2) order by hour limit $1))
       returning 1`,
      [most, keptDays],
    );
    return removed.length;
  }
}
