import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '#kernel/database';
import type { Quota } from '#kernel/scope';
import { quotaFloor } from './quota-limits.js';

/** One more of a day. */
export interface DayUse {
  readonly quota: Quota;
  readonly limit: number;
  readonly now: Date;
  /** Whose day it is. */
  readonly timeZone: string;
  /** An SQL expression: how many there are since the moment `since`, this one too; `most` need not be counted further. */
  readonly since?: (since: string, most: string) => string;
}

export interface Taken {
  /** With this one; where it was refused, without. */
  readonly used: number;
  readonly isWithin: boolean;
  /** From now on little is left, and it was not so before. */
  readonly isNearlyUsed: boolean;
}

interface UsedOfDay {
  readonly quota: Quota;
  readonly used: number;
}

const nextOfDay = 'case when u.day >= excluded.day then u.used + 1 else excluded.used end';

/** Rows of cluster.usage, as the community that they are of. */
@Injectable()
export class QuotaUsageRepository {
  constructor(private readonly db: TenantDatabase) {}

  /**
   * Conditional and exact, however many come at once. On the first use of a day it is looked how many there are already,
   * for the plan may have begun to limit them since. A day that a change of the time zone brings again goes on.
   */
  async takeOfDay({ quota, limit, now, timeZone, since }: DayUse): Promise<Taken> {
    const midnight = '(today.day::timestamp at time zone $3)';
    const there = since ? `greatest(1, ${since(midnight, '($4::bigint + 1)')})` : '1';
    const [taken] = await this.db.query<Taken & Record<string, unknown>>(
      `with today as (select ($2::timestamptz at time zone $3)::date as day),
       known as (
         select u.used from cluster.usage u, today
          where u.tenant_role = current_user and u.quota = $1 and u.day >= today.day),
       begun as materialized (
         select day, case when exists (select from known) then 1 else ${there} end as used from today),
       taken as (
         insert into cluster.usage as u (quota, day, used, warned_at)
         select $1, day, used, case when used >= $5::bigint then now() end from begun where used <= $4::bigint
         on conflict (tenant_role, quota) do update
            set day = greatest(u.day, excluded.day), used = ${nextOfDay},
                warned_at = case when ${nextOfDay} < $5 then null
                                 when u.day >= excluded.day then coalesce(u.warned_at, now()) else now() end
          where ${nextOfDay} <= $4
         returning used, warned_at = now() as is_news)
       select t.used is not null as "isWithin", coalesce(t.is_news, false) as "isNearlyUsed",
              coalesce(t.used, greatest($4, (select used from known), begun.used - 1))::bigint as used
         from begun left join taken t on true`,
      [quota, now, timeZone, limit, quotaFloor(limit)],
    );
    return taken!;
  }

  /** Until the end of the open unit nobody else can have more of it: what is counted from now on is exact. */
  async lock(quota: Quota): Promise<void> {
    await this.db.query(
      `insert into cluster.usage as u (quota) values ($1)
       on conflict (tenant_role, quota) do update set used = u.used`,
      [quota],
    );
  }

  /** Under the lock. `countSql`: how many there are, the new one among them. */
  async takeCounted(quota: Quota, limit: number, countSql: string): Promise<Taken> {
    const [taken] = await this.db.query<Taken & Record<string, unknown>>(
      `with there as materialized (select (${countSql})::bigint as used),
       taken as (
         update cluster.usage u
            set used = there.used, warned_at = case when there.used >= $3::bigint then coalesce(u.warned_at, now()) end
           from there
          where u.tenant_role = current_user and u.quota = $1 and there.used <= $2::bigint
         returning u.used, u.warned_at = now() as is_news)
       select t.used is not null as "isWithin", coalesce(t.is_news, false) as "isNearlyUsed",
              there.used - (t.used is null)::int as used
         from there left join taken t on true`,
      [quota, limit, quotaFloor(limit)],
    );
    return taken!;
  }

  /** Once in a week, of what comes and goes. Answers whether this is the time. */
  async noteNearlyUsed(quota: Quota, used: number): Promise<boolean> {
    const noted = await this.db.query(
      `insert into cluster.usage as u (quota, used, warned_at) values ($1, $2, now())
       on conflict (tenant_role, quota) do update set used = excluded.used, warned_at = now()
        where u.warned_at is null or u.warned_at < now() - interval '7 days'
       returning 1`,
      [quota, used],
    );
    return noted.length > 0;
  }

  /** Of what is counted by the day, what belongs to this one. Tasks have the days of UTC. */
  async listOfDay(now: Date, timeZone: string): Promise<UsedOfDay[]> {
    return this.db.query<UsedOfDay & Record<string, unknown>>(
      `select quota, used from cluster.usage
        where tenant_role = current_user and day >= ($1::timestamptz at time zone case quota when 'tasks_per_day' then 'UTC' else $2 end)::date`,
      [now, timeZone],
    );
  }
}
