import { Injectable } from '@nestjs/common';
import { type Id, TenantDatabase } from '#kernel/database';

/** What files take in the store, reserved or stored. */
export interface MediaUsage {
  readonly files: number;
  readonly bytes: number;
}

/** Stands for all members together. */
export const wholeCommunity: Id = 0;

/**
 * CTE `booked`: adds to what is noted for each owner and for the community. `changed (owner_id, files, bytes)` is a CTE
 * before it, of rows that come (positive), go (negative) or change. Always in this order of rows, so that two of them
 * never wait for each other.
 */
export const bookedSql = (changed: string): string => `
  booked as (
    insert into media_usage as usage (member_id, files, bytes)
    select who.id, sum(given.files), sum(given.bytes)
      from ${changed} given cross join lateral (values (${wholeCommunity}::bigint), (given.owner_id)) as who (id)
     group by who.id order by who.id
    on conflict (member_id) do update set files = usage.files + excluded.files, bytes = usage.bytes + excluded.bytes)`;

@Injectable()
export class MediaUsageRepository {
  constructor(private readonly db: TenantDatabase) {}

  async find(memberId: Id = wholeCommunity): Promise<MediaUsage> {
    const [usage] = await this.db.query<MediaUsage & { files: number; bytes: number }>(
      'select files, bytes from media_usage where member_id = $1',
      [memberId],
    );
    return usage ?? { files: 0, bytes: 0 };
  }
}
