import { Injectable } from '@nestjs/common';
import type { ClusterDatabase } from '#kernel/database';
import type { Handler } from './handlers.js';
import type { Schedule } from './on.js';

/** The rows of jobs.schedule. */
@Injectable()
export class ScheduleRepository {
  /** Has these done; what has been planned before keeps its next time, and what is new has nothing to do at once. */
  async plan(
    database: ClusterDatabase,
    handlers: readonly (Handler & { readonly schedule: Schedule })[],
  ): Promise<void> {
    const columns = [
      handlers.map(({ task }) => task),
      handlers.map((handler) => handler.class),
      handlers.map(({ schedule }) => schedule.every),
      handlers.map(({ schedule }) => schedule.perTenantWithin ?? '0'),
      handlers.map(({ schedule }) => schedule.perTenantWithin !== undefined),
    ];
    await database.query(
      `insert into jobs.schedule (kind, class, every, spread, is_per_tenant, next_at)
       select kind, class, every::interval, spread::interval, is_per_tenant, now() + (0.5 + random() / 2) * every::interval
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[])
           as planned (kind, class, every, spread, is_per_tenant)
       on conflict (kind) do update
          set class = excluded.class, every = excluded.every, spread = excluded.spread,
              is_per_tenant = excluded.is_per_tenant, next_at = least(schedule.next_at, now() + excluded.every)
        where (schedule.class, schedule.every, schedule.spread, schedule.is_per_tenant)
              is distinct from (excluded.class, excluded.every, excluded.spread, excluded.is_per_tenant)`,
      columns,
    );
  }

  /** Makes tasks of what is due, of these kinds only: another version's are for its own processes. Answers how many. */
  async addDue(database: ClusterDatabase, kinds: readonly string[]): Promise<number> {
    const added = await database.query(
      `with due as (
         select * from jobs.schedule where next_at <= now() and kind = any($1) for update skip locked),
       moved as (
         update jobs.schedule s set last_at = now(), next_at = now() + s.every from due where s.kind = due.kind)
       insert into jobs.task (tenant_role, kind, class, key, run_after, is_later)
       select coalesce(t.role, current_user), d.kind, d.class, 'schedule', now() + random() * d.spread,
              d.spread > interval '0'
         from due d left join cluster.tenant_schema t on d.is_per_tenant
        where not d.is_per_tenant or t.role is not null
       returning id`,
      [kinds],
    );
    return added.length;
  }
}
