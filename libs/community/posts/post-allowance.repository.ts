import { Injectable } from '@nestjs/common';
import { Clock, TenantDatabase } from '#kernel/database';
import { CommunityCalendar, Quotas, QuotaTally } from '#kernel/quotas';

/** Posts since a moment, those too that are deleted again: by their ids, which rise with time, so that it ends at `most`. */
const since = (moment: string, most: string): string => `(
  select count(*) from (select created_at from post order by id desc limit ${most}) newest
   where newest.created_at >= ${moment})`;

/** More are not counted to show how many there are. */
const mostCounted = 100_000;

/** How many posts a community may make in a day of its own; one that repeats another counts as well. */
@Injectable()
export class PostAllowance extends QuotaTally {
  readonly quota = 'posts_per_day';

  constructor(
    private readonly db: TenantDatabase,
    private readonly quotas: Quotas,
    private readonly calendar: CommunityCalendar,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** For one more that is there already, as the last of the open unit of work; or QuotaExceeded. */
  async take(): Promise<void> {
    await this.quotas.takeOfDay(this.quota, since);
  }

  async count(): Promise<number> {
    const midnight = `(date_trunc('day', $1::timestamptz at time zone $2) at time zone $2)`;
    const [posts] = await this.db.query<{ count: number }>(`select ${since(midnight, String(mostCounted))} as count`, [
      this.clock.now(),
      await this.calendar.timeZone(),
    ]);
    return posts!.count;
  }
}
