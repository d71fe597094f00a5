import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';

/** Not one of the community's settings, but kept beside them. */
const most = 'site.most_online';

@Injectable()
export class PresenceRepository {
  constructor(private readonly db: TenantDatabase) {}

  async countOnline(): Promise<number> {
    const [counted] = await this.db.query<{ online: number }>(
      `select count(distinct member_id)::int as online from session
        where last_seen_at > now() - interval '5 minutes' and expires_at > now() and revoked_at is null`,
    );
    return counted!.online;
  }

  /** The most there ever were, these included. */
  async raiseMost(online: number): Promise<number> {
    const [known] = await this.db.query<{ most: number }>(
      `with raised as (
         insert into setting as known (key, value) values ('${most}', $1::int::text)
         on conflict (key) do update set value = excluded.value, changed_at = now()
          where known.value::int < $1::int)
       select greatest($1::int, (select value::int from setting where key = '${most}')) as most`,
      [online],
    );
    return known!.most;
  }
}
